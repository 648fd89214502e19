package io.kabao.message;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What a message to a phone, or a code that came by one, is refused for. */
public enum MessageError implements ErrorCode {
    /** A budget of the phone, the person, the address or the merchant is used up; says when to ask again. */
    SMS_TOO_OFTEN(429, "验证码发送太频繁，请稍后再试。", "Codes were sent too often; wait a while and try again."),
    /** The provider takes no message for this number. */
    SMS_PHONE_REFUSED(422, "该手机号无法接收短信，请换一个手机号。", "This number can't receive text messages; use another one."),
    /** The provider does not answer, or not clearly; a message that arrives all the same is good. */
    SMS_UNAVAILABLE(
            503,
            "短信服务暂时没有响应，如一分钟内未收到验证码请重试。",
            "The text message service does not answer; if no code arrives within a minute, try again."),
    /** The provider refuses our account, signature or template, or none is set. */
    SMS_NOT_SET_UP(503, "短信服务尚未开通，请联系商家。", "Text messages are not set up; tell the shop."),
    /** Not the code that was sent last for exactly this; does not say which part was wrong. */
    SMS_CODE_WRONG(422, "验证码不正确，请核对后重新输入。", "The code is wrong; check it and enter it again."),
    SMS_CODE_EXPIRED(422, "验证码已过期，请重新获取。", "The code has expired; ask for a new one."),
    /** Guessed too often: this code, or codes of this phone or person within a day; says when to ask again. */
    SMS_CODE_LOCKED(429, "验证码输错次数过多，请稍后重新获取。", "Too many wrong codes; ask for a new one later.");

    private final int status;
    private final Sentence sentence;

    MessageError(int status, String zh, String en) {
        this.status = status;
        this.sentence = new Sentence(zh, en);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    @Override
    public boolean isOfAGuess() {
        return this == SMS_CODE_WRONG || this == SMS_CODE_LOCKED;
    }
}
