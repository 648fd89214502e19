package io.kabao.member;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What members are refused, and who looks for them. */
public enum MemberError implements ErrorCode {
    MEMBER_NOT_FOUND(404, "没有找到该会员，请刷新后重试。", "There is no such member; reload the list."),
    /** Signed in, but holds no card yet. */
    NO_MEMBER_YET(404, "您还不是会员，请先领取会员卡。", "You are no member yet; claim a card first."),
    /** Only the person can bring another phone, by proving to hold it. */
    PHONE_VERIFIED(409, "该手机号已验证，不能由商户修改。", "The phone is verified; only the member can change it."),
    REFERRER_NOT_FOUND(404, "没有找到该介绍人，请核对。", "There is no such member to have brought them; check it."),
    /** Whoever brought somebody was a member before them, so that nobody stands above themselves. */
    REFERRER_YOUNGER(409, "介绍人须为更早入会的会员。", "Whoever brought a member was a member before them."),
    MEMBER_PHONE_WRONG(422, "手机号格式不正确，请核对。", "This is not a mobile number; check it.");

    private final int status;
    private final Sentence sentence;

    MemberError(int status, String zh, String en) {
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
