package io.kabao.topup;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What top-ups refuse. */
public enum TopUpError implements ErrorCode {
    AMOUNT_WRONG(422, "金额须大于 0。", "The amount must be above zero."),
    MEANS_UNKNOWN(422, "不支持该收款方式，请从列表中选择。", "This means of payment is not on the merchant's list."),
    /** {@code limitFen} and {@code balanceFen} say how much there is room for. */
    LIMIT_EXCEEDED(422, "储值后余额将超过单卡限额，请减少金额。", "The card would hold more than it may; top up less.");

    private final int status;
    private final Sentence sentence;

    TopUpError(int status, String zh, String en) {
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
