package io.kabao.spend;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What spends and their refunds refuse. */
public enum SpendError implements ErrorCode {
    SPEND_NOT_FOUND(404, "没有找到该笔消费，请核对。", "There is no such order; check it."),
    /** The order number was used before, under another key; {@code spendId} says by which. */
    ORDER_EXISTS(409, "该订单号已入账，请勿重复提交。", "This order is in the books already."),
    AMOUNT_WRONG(
            422, "订单金额须大于 0 且不超过上限，明细须完整。", "The amount must be above zero and within the limit, the lines complete."),
    /** What is paid otherwise is more than the order. */
    MEANS_TOO_MUCH(422, "其他支付方式的金额超过应付金额。", "The other means pay more than the order costs."),
    MEANS_UNKNOWN(422, "不支持该支付方式，请从列表中选择。", "This means of payment is not on the merchant's list."),
    /** {@code refundableFen} says how much is left to give back. */
    REFUND_TOO_MUCH(422, "退款金额超过可退金额。", "More would be given back than was paid."),
    /** The order was paid with points, which go back whole. */
    REFUND_NOT_WHOLE(422, "该金额折合不足一个积分，请调整退款金额或全额退款。", "Points go back whole; give back another amount, or all."),
    /** {@code otherFen} says what it would pay out by now. */
    REFUND_CHANGED(409, "需退付的金额已变化，请重新查看并确认。", "The refund pays out more by now; look at it again."),
    /** Money is set aside for the order already; {@code holdId} says which. */
    HOLD_EXISTS(409, "该订单已冻结金额，请勿重复提交。", "Money is set aside for this order already."),
    HOLD_NOT_FOUND(404, "没有找到该笔预授权，请核对。", "There is no such hold; check it."),
    /** {@code status} says how. */
    HOLD_ENDED(409, "该笔预授权已结束。", "This hold has ended already."),
    HOLD_EXPIRED(409, "该笔预授权已过期，金额将退回卡内。", "The time of this hold is over; the money goes back to the card."),
    /** {@code mostFen} says how much the order may come to before its discount. */
    HOLD_TOO_LOW(422, "完成金额超过预授权金额。", "The order costs more than is held."),
    /** {@code days} says how long money is held at most. */
    HOLD_TIME_WRONG(422, "预授权到期时间须晚于现在且不超过上限。", "The hold must end later than now and within the longest time."),
    LINE_UNKNOWN(422, "退款明细与原订单不符。", "The refund names a line that the order does not have.");

    private final int status;
    private final Sentence sentence;

    SpendError(int status, String zh, String en) {
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
