package io.kabao.ledger;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What the books refuse. */
public enum BooksError implements ErrorCode {
    CARD_NOT_FOUND(404, "没有找到该会员卡，请核对卡号或手机号。", "There is no such card; check the number or the phone."),
    /** A phone that has several cards; {@code cards} says which, masked. */
    CARD_AMBIGUOUS(409, "该手机号有多张会员卡，请选择其中一张。", "This phone has several cards; choose one of them."),
    /** A one-time code that nobody was given, was used, is over or belongs to another merchant. */
    MEMBER_CODE_INVALID(
            422, "会员码无效、已使用或已过期，请会员刷新后重新出示。", "The member's code is wrong, used or too old; ask for a new one."),
    CARD_NOT_ACTIVE(409, "该会员卡尚未激活或已失效，不能使用。", "This card is not active yet, or is over; use another one."),
    CARD_FROZEN(409, "该会员卡已冻结，请先解冻。", "This card is frozen; unfreeze it first."),
    /** {@code validFrom} says when its first day begins. */
    CARD_NOT_VALID_YET(409, "该会员卡尚未到有效期。", "This card is not valid yet."),
    CARD_EXPIRED(409, "该会员卡已过有效期。", "This card has expired."),
    CARD_NOT_VALID_HERE(409, "该会员卡不适用于本门店。", "This card is not valid at this store."),
    /** {@code status} or {@code expiresAt} of the main card says why. */
    GROUP_CARD_STOPPED(
            409, "该团体卡的主卡已冻结或已失效，不能使用。", "The company's main card is frozen or over; nothing moves on its balance."),
    GROUP_CLOSED(409, "该团体卡已停用，请联系发卡单位。", "The company has closed this card to its people."),
    /** {@code storeIds} says where. */
    GROUP_NOT_AT_THIS_STORE(409, "该团体卡不能在本门店使用，请到指定门店。", "The company allows other stores only."),
    /** {@code hours} says when. */
    GROUP_NOT_AT_THIS_TIME(409, "现在不在该团体卡的可用时段内。", "The company allows other hours only."),
    /** {@code balanceFen} says what is there. */
    BALANCE_TOO_LOW(422, "余额不足，请先储值或减少金额。", "The balance is too low; top up first or spend less."),
    /** {@code points} says how many there are. */
    POINTS_TOO_LOW(422, "积分不足，请减少使用的积分。", "There are fewer points; use less of them."),
    /** {@code leftFen} says how much this person may still spend. */
    PERSON_LIMIT_EXCEEDED(422, "超过该副卡的消费限额。", "This is more than the person may spend with the linked card."),
    /** The number was used before, under another key; {@code id} says by what. */
    NUMBER_USED(409, "该单号已被使用，请核对后更换。", "This number has been used; check it and use another."),
    /** {@code field} says which of the settings, {@code most} how much it may be. */
    SETTING_TOO_HIGH(422, "参数超出允许范围，请调小。", "This setting is beyond what is allowed; choose less."),
    MEANS_WRONG(422, "收款方式须有 1–{0} 种，且不得重复。", "Name 1 to {0} means of payment, each once."),
    ROLE_TWICE(422, "同一角色只能设置一次。", "Each role can have one sum."),
    /** Not begun within its time; nothing was done. */
    NOT_EXECUTED(503, "系统繁忙，本次未执行，请用同一编号重试。", "Too busy, this try was not executed; ask again with the same key."),
    /** Begun, and nobody can say how it ended. */
    OUTCOME_UNKNOWN(503, "处理结果暂时未知，请用同一编号再次提交以确认。", "The outcome is not known yet; ask again with the same key.");

    private final int status;
    private final Sentence sentence;

    BooksError(int status, String zh, String en) {
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
