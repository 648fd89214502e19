package io.kabao.referral;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What rules of referral refuse. */
public enum ReferralError implements ErrorCode {
    REFERRAL_RULE_NOT_FOUND(404, "没有找到该奖励方案，请刷新列表。", "There is no such rule; reload the list."),
    /** {@code field} says which of the figures. */
    REFERRAL_RULE_WRONG(422, "奖励方案的数值有误，请按提示修改。", "A figure of the rule is not possible; correct what is named."),
    REFERRAL_RULE_NO_DRAFT(
            409, "该方案已审核，不能再修改；请复制为新草稿。", "This rule is approved and stays as it is; copy it to a new draft."),
    REFERRAL_DRAFTS_FULL(409, "草稿过多，请先删除不用的草稿。", "There are too many drafts; delete those that are not needed."),
    /** Whoever wrote a rule or changed it last does not approve it. */
    REFERRAL_SAME_PERSON(409, "方案须由另一人审核。", "A rule is approved by somebody who has not written it."),
    /** {@code levels} says how many are allowed. */
    REFERRAL_LEVELS_OFF(
            409,
            "多级奖励尚未开通：须由平台开通，并由商户负责人确认风险提示。",
            "So many levels are not open: the platform has to allow them, and the owner to accept the warning."),
    /** The member's card is not active yet, or the member has another holder by now; the house tries again by itself. */
    WALLET_NOT_READY(409, "该会员的零钱包暂不可用，稍后自动处理。", "The member's wallet can't be used yet; it is tried again by itself."),
    WALLET_EXCHANGE_OFF(409, "商户未开通零钱兑换。", "The merchant lets nobody turn the wallet into this."),
    WALLET_EXCHANGE_TOO_SMALL(422, "金额过小，兑换后不足一个单位。", "The amount is too small to become anything."),
    /** {@code availableFen} says what there is. */
    WALLET_TOO_LOW(409, "零钱不足。", "There is not so much in the wallet."),
    /** The card shares another's balance, or is not the one that the wallet goes with. */
    WALLET_ELSEWHERE(
            409, "零钱包不在该卡账户中，请选择本人的首张会员卡。", "The wallet is not with this card; choose the member's own first one."),
    /** {@code limitFen} and {@code balanceFen} say what a card may hold, and holds. */
    WALLET_BEYOND_LIMIT(409, "兑换后超过卡内余额上限。", "The card would hold more than it may."),
    PAYOUT_OFF(409, "商户未开通零钱提现。", "The merchant pays nothing out of wallets."),
    /** {@code leastFen} says what is the least. */
    PAYOUT_TOO_SMALL(422, "低于单次最低提现金额。", "This is less than the least that is paid out at once."),
    /** {@code dailyFen} and {@code paidFen} say what one member may be paid on a day, and was. */
    PAYOUT_BEYOND_DAY(409, "超过该会员当日提现限额。", "The member would be paid more than one may be on a day."),
    PAYOUT_TAX_WRONG(422, "代扣税额须小于提现金额。", "What is kept for the tax office has to be less than what is paid out."),
    /** {@code payoutBp} says how much of what counts it may pay out; the owner confirms it by sending it. */
    REFERRAL_PAYS_TOO_MUCH(
            409,
            "该方案支付的奖励可能超过订单金额，须由商户负责人确认总比例后生效。",
            "This rule may pay out more than the order; the owner has to confirm the sum that is shown.");

    private final int status;
    private final Sentence sentence;

    ReferralError(int status, String zh, String en) {
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
