package io.kabao.wechat;

import io.kabao.kernel.error.BusinessError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The codes WeChat gives a client for its server: usable once, within five minutes. */
final class OneTimeCode {

    /** WeChat's error: unknown, expired, of another app or for another use. */
    static final int INVALID = 40029;

    /** WeChat's error: used before. */
    static final int USED = 40163;

    private static final Pattern POSSIBLE = Pattern.compile("[!-~]{1,512}");

    private OneTimeCode() {}

    /** Refuses at once what can be no code. */
    static void require(String code, WechatError otherwise) {
        if (!POSSIBLE.matcher(code).matches()) {
            throw new BusinessError(otherwise);
        }
    }

    /** The code as it stands in an address, where what a stranger wrote must not become a parameter of its own. */
    static String inAddress(String code, WechatError otherwise) {
        require(code, otherwise);
        return URLEncoder.encode(code, StandardCharsets.UTF_8);
    }
}
