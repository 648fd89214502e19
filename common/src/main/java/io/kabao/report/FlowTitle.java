package io.kabao.report;

import io.kabao.kernel.error.Sentence;
import java.util.Locale;
import java.util.Map;

/** What the types of txns are called. A type that nobody has named here is shown all the same. */
final class FlowTitle {

    static final String TOPUP = "TOPUP";
    static final String SPEND = "SPEND";
    static final String REFUND = "REFUND";

    private static final Map<String, Sentence> TITLES = Map.of(
            TOPUP,
            new Sentence("储值", "Top-up"),
            SPEND,
            new Sentence("消费", "Purchase"),
            REFUND,
            new Sentence("消费退款", "Refund of a purchase"),
            "HOLD",
            new Sentence("预授权冻结", "Set aside"),
            "RELEASE",
            new Sentence("预授权解冻", "Set free again"),
            "TOPUP_REFUND",
            new Sentence("储值退款", "Refund of a top-up"),
            "WITHDRAWAL",
            new Sentence("提现", "Cash-out"),
            "GIFT",
            new Sentence("开卡赠送", "Welcome gift"));

    private static final Sentence OTHER = new Sentence("其他变动", "Other movement");

    private FlowTitle() {}

    static String of(String type, Locale locale) {
        return TITLES.getOrDefault(type, OTHER).in(locale);
    }
}
