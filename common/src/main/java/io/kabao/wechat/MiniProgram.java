package io.kabao.wechat;

import io.kabao.kernel.Phone;
import org.springframework.stereotype.Component;

/** A merchant's mini-program. Each method calls WeChat, so never inside a transaction. */
@Component
public class MiniProgram {

    /** Who a login code stands for. */
    public Person signIn(WechatApp app, String loginCode) {
        throw new UnsupportedOperationException();
    }

    /** The phone number that the person authorised. */
    public Phone phoneOf(WechatApp app, String phoneCode, String openid) {
        throw new UnsupportedOperationException();
    }

    /** The round code that opens the claim page with the scene: the bytes of a JPEG or PNG. */
    public byte[] codePicture(WechatApp app, String scene) {
        throw new UnsupportedOperationException();
    }
}
