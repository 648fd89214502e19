package io.kabao.topup;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;
import io.kabao.ledger.CardState;
import java.time.LocalDate;

/** What top-ups refuse. */
public enum TopUpError implements ErrorCode {
    AMOUNT_WRONG(422, "金额须大于 0。", "The amount must be above zero."),
    MEANS_UNKNOWN(422, "不支持该收款方式，请从列表中选择。", "This means of payment is not on the merchant's list."),
    /** {@code limitFen} and {@code balanceFen} say how much there is room for. */
    LIMIT_EXCEEDED(422, "储值后余额将超过单卡限额，请减少金额。", "The card would hold more than it may; top up less."),
    /** {@code expiredOn} says since when. */
    LICENCE_OVER(
            422,
            "商户证照已过期，暂停储值；余额仍可消费。请更新证照资料。",
            "The merchant's licence has run out: nothing is taken in until it is renewed; balances can still be spent."),
    TOPUP_NOT_FOUND(404, "没有找到该笔储值，请核对。", "There is no such top-up; check it."),
    /** {@code spentFen} says how much was spent. */
    TOPUP_USED(422, "该笔储值已有消费，不能按七日无理由退款，请选择其他退款原因。", "Something was bought from this top-up: choose another cause."),
    /** {@code days} says how many there were. */
    REFUND_TOO_LATE(422, "已超过七日无理由退款的期限，请选择其他退款原因。", "The days for a whole refund are over: choose another cause."),
    TOPUP_HELD(409, "该笔储值有部分金额被预留，请先完成或取消该订单。", "Part of this top-up is set aside for an order; settle that first."),
    NOTHING_TO_PAY_BACK(
            422,
            "按此原因计算没有可退金额，余额仍可继续使用。",
            "Nothing would be paid back for this cause; the balance can still be spent."),
    /** {@code paidFen} says how much it would be by now. */
    REFUND_CHANGED(409, "可退金额已变化，请重新查看并确认。", "The refund comes to more by now; look at it again."),
    /** {@code principalFen} says how much there is. */
    PRINCIPAL_TOO_LOW(422, "可提现的本金不足，赠送金额不能提现。", "There is less principal than that; a bonus is not paid out."),
    /** What is on it is the main card's, and paid out there. */
    PRINCIPAL_NOT_OWN(
            409,
            "该卡共用他人账户，不能提现，请使用主卡办理。",
            "This card shares another's balance and has no principal of its own: use the main card."),
    /** {@code allowedFrom} says from when on. */
    REBOUND_LATELY(
            409,
            "该会员近期更换了绑定，72 小时内不能退款或提现。",
            "The card was tied to another person lately: nothing is paid out for 72 hours."),
    RULE_NOT_FOUND(404, "没有找到该储值规则，请刷新列表。", "There is no such rule; reload the list."),
    /** {@code field} says which of its figures. */
    RULE_WRONG(422, "储值规则的数值有误，请按提示修改。", "A figure of the rule is not possible; correct what is named."),
    /** {@code reason} says why it is off. */
    RULE_OFF(422, "该储值规则已停用、已结束或已送完，请选择其他规则。", "This rule is switched off, over or used up; choose another."),
    /** {@code amountFen} says what the rule asks for. */
    RULE_AMOUNT_WRONG(422, "储值金额与所选规则不符。", "The amount is not the one of this rule."),
    /** {@code most} and {@code had} say how often. */
    RULE_HAD_BEFORE(422, "该会员已达到此规则的参与次数上限。", "This member has had this rule as often as one may."),
    /** {@code used} says how often it was had. */
    RULE_STOCK_TOO_LOW(422, "库存不能少于已使用的次数。", "The rule was had more often than this stock allows."),
    RULE_IN_USE(409, "该规则已被使用，不能删除；请改为停用。", "The rule was used; switch it off instead."),
    /** {@code capFen}, {@code takenFen} and {@code leftFen} say how much the operator may still take in today. */
    STAFF_CAP_EXCEEDED(
            422, "已超过您当日的储值收款限额，请由其他同事办理。", "This is more than you may take in today; let a colleague do it.");

    private final int status;
    private final Sentence sentence;

    TopUpError(int status, String zh, String en) {
        this.status = status;
        this.sentence = new Sentence(zh, en);
    }

    /** Refuses to pay out of a balance that is another card's. Errors: {@link #PRINCIPAL_NOT_OWN}. */
    static void requireOwnPrincipal(CardState card) {
        if (card.link() != null) {
            throw new BusinessError(PRINCIPAL_NOT_OWN);
        }
    }

    /** That a licence was good until a day and no longer. */
    static BusinessError licenceOver(LocalDate expiredOn) {
        return new BusinessError(LICENCE_OVER).with("expiredOn", expiredOn.toString());
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
