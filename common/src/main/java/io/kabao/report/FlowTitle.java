package io.kabao.report;

import io.kabao.kernel.error.Sentence;
import java.util.Locale;
import java.util.Map;

/** What the types of txns are called. A type that nobody has named here is shown all the same. */
final class FlowTitle {

    static final String TOPUP = "TOPUP";
    static final String SPEND = "SPEND";
    static final String REFUND = "REFUND";
    static final String TOPUP_REFUND = "TOPUP_REFUND";
    static final String WITHDRAWAL = "WITHDRAWAL";

    private static final Map<String, Sentence> TITLES = Map.ofEntries(
            Map.entry(TOPUP, new Sentence("储值", "Top-up")),
            Map.entry(SPEND, new Sentence("消费", "Purchase")),
            Map.entry(REFUND, new Sentence("消费退款", "Refund of a purchase")),
            Map.entry("HOLD", new Sentence("预授权冻结", "Set aside")),
            Map.entry("RELEASE", new Sentence("预授权解冻", "Set free again")),
            Map.entry(TOPUP_REFUND, new Sentence("储值退款", "Refund of a top-up")),
            Map.entry(WITHDRAWAL, new Sentence("提现", "Cash-out")),
            Map.entry("GIFT", new Sentence("新会员赠送", "New member's gift")),
            Map.entry("LEVEL_GIFT", new Sentence("等级礼", "Gift for a level")),
            Map.entry("MEMBERSHIP", new Sentence("付费会员", "Membership sold")),
            Map.entry("POINTS_EXPIRY", new Sentence("积分到期", "Points expired")),
            Map.entry("POINTS_ADJUSTMENT", new Sentence("积分调整", "Points by hand")),
            Map.entry("COMMISSION", new Sentence("推荐奖励", "Reward for bringing friends")),
            Map.entry("COMMISSION_EXCHANGE", new Sentence("零钱兑换", "Wallet exchanged")),
            Map.entry("COMMISSION_PAYOUT", new Sentence("零钱提现", "Wallet paid out")),
            Map.entry("POINTS_EXCHANGE", new Sentence("积分兑换余额", "Points into balance")));

    private static final Sentence OTHER = new Sentence("其他变动", "Other movement");

    private FlowTitle() {}

    static String of(String type, Locale locale) {
        return TITLES.getOrDefault(type, OTHER).in(locale);
    }
}
