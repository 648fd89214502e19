package io.kabao.proof;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What is refused for want of a proof, and around payment PINs. */
public enum ProofError implements ErrorCode {
    /** More than {@code proofAboveFen} is to be paid from the card {@code cardId}; {@code ways} says how to prove it. */
    PROOF_REQUIRED(
            422,
            "金额较大，请会员出示会员码、输入支付密码或短信验证码。",
            "So much takes the member's code, PIN or a code by SMS; ask the member for one."),
    PIN_WRONG(422, "支付密码不正确，请重新输入。", "The PIN is wrong; enter it again."),
    /** Says when to try again; setting a new PIN ends it at once. */
    PIN_LOCKED(
            429,
            "支付密码输错次数过多，请稍后再试，或由会员重新设置。",
            "Too many wrong PINs; try again later, or let the member set a new one."),
    PIN_NOT_SET(409, "会员尚未设置支付密码，请换一种方式验证。", "The member has no PIN yet; prove it another way."),
    PIN_TOO_SIMPLE(
            422, "支付密码过于简单，请勿使用连续、重复的数字或手机号。", "This PIN is too simple; avoid runs, repetitions and the phone number."),
    /** {@code phoneMasked} says where the code goes. */
    PIN_NEEDS_CODE(422, "请输入发往本人手机的短信验证码。", "Enter the code sent to your phone."),
    PIN_NEEDS_PHONE(409, "请先验证手机号，再设置支付密码。", "Verify your phone number first, then set a PIN."),
    PAYER_HAS_NO_PHONE(409, "该会员未登记手机号，请换一种方式验证。", "The member has no phone on file; prove it another way.");

    private final int status;
    private final Sentence sentence;

    ProofError(int status, String zh, String en) {
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
}
