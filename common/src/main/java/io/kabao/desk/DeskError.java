package io.kabao.desk;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What the card desk refuses. */
public enum DeskError implements ErrorCode {
    CARD_NOT_FROZEN(409, "该会员卡没有冻结。", "This card is not frozen."),
    /** {@code balanceFen}, {@code heldFen}, {@code points} and {@code debtFen} say what is there. */
    CARD_NOT_EMPTY(409, "卡内还有余额、冻结款、积分或欠款，请先处理。", "Something is left on the card, or owed; settle it first."),
    CARD_HAS_LINKED(
            409,
            "还有副卡共用该卡余额，请先解除；团体成员的卡请先注销。",
            "Other cards share this card's balance; unlink them first, or cancel them where they are a company's people's."),
    CARD_NOT_LINKED(409, "该会员卡不是副卡。", "This card shares no other card's balance."),
    /** The other card is the card itself, shares a balance as well, or changed meanwhile. */
    CARD_NOT_LINKABLE(409, "不能与该卡共用余额，请核对后重试。", "The card can't share that card's balance; check both and try again."),
    KIND_NOT_LINKED(
            409,
            "只有联名卡可作为副卡，请改用联名卡模板的卡。",
            "Only a linked card can share another card's balance; take one of a LINKED template."),
    /** Alone it would be a card that no company answers for. */
    GROUP_CARD_STAYS(
            409, "团体成员的卡不能单独使用；成员离开时请注销该卡。", "A company's card is nobody's own; cancel it when its person leaves."),
    /** {@code expiresAt} says when the card ends; one without is good for ever. */
    EXTENSION_NOT_LATER(409, "延期后的到期时间须晚于现在的到期时间。", "The card is good for longer than that already."),
    CARD_NEEDS_END(422, "该卡类型不是永久有效，请填写到期时间。", "Cards of this kind have an end; say which."),
    TOO_MANY_LINKED(409, "共用余额的卡已达上限。", "As many cards as are allowed share this balance already."),
    CARD_NUMBER_TAKEN(409, "该卡号已被使用，请更换。", "Another card has this number; choose another.");

    private final int status;
    private final Sentence sentence;

    DeskError(int status, String zh, String en) {
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
