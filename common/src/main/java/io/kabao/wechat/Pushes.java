package io.kabao.wechat;

import java.util.Map;
import org.springframework.stereotype.Component;

/** What WeChat pushes to an official account: proved, opened, and answered. */
@Component
public class Pushes {

    /** Answers WeChat's question whether this address is the account's: the words to send back as they are. */
    public String verify(WechatApp app, Map<String, String> query) {
        throw new UnsupportedOperationException();
    }

    /** Proves and reads a push. */
    public Push open(WechatApp app, Map<String, String> query, byte[] body) {
        throw new UnsupportedOperationException();
    }

    /** The body that answers a push with a text, encrypted where the push was. */
    public String seal(WechatApp app, Push push, String replyText) {
        throw new UnsupportedOperationException();
    }
}
