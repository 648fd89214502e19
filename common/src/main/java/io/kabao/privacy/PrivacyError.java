package io.kabao.privacy;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** Why somebody can't be erased; the refusal carries the amounts, in fen. */
public enum PrivacyError implements ErrorCode {
    /** Something would be lost: {@code principalFen}, {@code bonusFen}, {@code heldFen}, {@code commissionFen}. */
    MONEY_ON_CARD(
            409, "您的账户中还有余额，请先用完或办理退款，再注销。", "There is still money on your cards; spend it or have it refunded first."),
    /** The member owes something: {@code debtFen}. */
    MONEY_OWED(409, "您的账户还有欠款，请先结清，再注销。", "Something is still owed on your cards; settle it first.");

    private final int status;
    private final Sentence sentence;

    PrivacyError(int status, String zh, String en) {
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
