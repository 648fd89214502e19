package io.kabao.wechat;

import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import java.time.Duration;
import java.time.Instant;

/**
 * WeChat's answer to a phone code, with the watermark that says for which app and when. It prints itself without the
 * number.
 */
record AuthorisedPhone(String countryCode, String number, String appId, Instant at) {

    /** The oldest that is taken. */
    static final Duration LIVES = Duration.ofMinutes(5);

    /** Reads the answer; WeChat's table has a text as country code and its sample a number. */
    static AuthorisedPhone of(String body) {
        var answer = WechatAnswer.of(body);
        return new AuthorisedPhone(
                answer.text("/phone_info/countryCode"),
                answer.text("/phone_info/purePhoneNumber"),
                answer.text("/phone_info/watermark/appid"),
                Instant.ofEpochSecond(answer.number("/phone_info/watermark/timestamp")));
    }

    /** The number, if it was authorised for this app and just now. Errors: {@link WechatError#PHONE_CODE_INVALID}. */
    Phone phoneFor(String wantedAppId, Instant now) {
        if (!appId.equals(wantedAppId) || at.plus(LIVES).isBefore(now)) {
            throw new BusinessError(WechatError.PHONE_CODE_INVALID);
        }
        return Phone.parse("+" + countryCode + number)
                .orElseThrow(() -> new BusinessError(WechatError.PHONE_CODE_INVALID));
    }

    @Override
    public String toString() {
        return "AuthorisedPhone";
    }
}
