package io.kabao.desk;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What the card desk refuses. */
public enum DeskError implements ErrorCode {
    CARD_NOT_FROZEN(409, "该会员卡没有冻结。", "This card is not frozen."),
    /** {@code balanceFen}, {@code heldFen}, {@code points} and {@code debtFen} say what is there. */
    CARD_NOT_EMPTY(409, "卡内还有余额、冻结款、积分或欠款，请先处理。", "Something is left on the card, or owed; settle it first."),
    CARD_HAS_LINKED(409, "还有副卡共用该卡余额，请先解除。", "Other cards share this card's balance; unlink them first."),
    CARD_NOT_LINKED(409, "该会员卡不是副卡。", "This card shares no other card's balance."),
    /** The other card is the card itself, shares a balance as well, or changed meanwhile. */
    CARD_NOT_LINKABLE(409, "不能与该卡共用余额，请核对后重试。", "The card can't share that card's balance; check both and try again."),
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
