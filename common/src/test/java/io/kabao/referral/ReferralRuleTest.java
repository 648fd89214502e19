package io.kabao.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferralRuleTest {

    private static final int ALL = ReferralRule.LEVELS_MOST;

    private static ReferralRule rule(Way way, int levels, ReferralRule.Rates rates) {
        return new ReferralRule(levels, way, rates, null, false, 0, ReferralRule.Caps.NONE);
    }

    private static List<Long> amounts(ReferralRule rule, Sale sale) {
        return rule.dues(sale, ALL).stream().map(ReferralRule.Due::amount).toList();
    }

    /** Figures of a line of the table below. */
    private static List<Long> figures(String text) {
        return Stream.of(text.strip().split("\\s+", -1)).map(Long::valueOf).toList();
    }

    /**
     * An order of 123.45 yuan that earned the buyer 246 points: way and levels, the rates of the buyer and the three above, and
     * what they get.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
            AMOUNT, 2,  800   50   50    0,  987   61   61    0
            AMOUNT, 1,  800   50    0    0,  987   61    0    0
            AMOUNT, 0, 8000    0    0    0,    0    0    0    0
            AMOUNT, 3, 8000 7000 6000 5000, 9876 8641 7407 6172
            POINTS, 3,    0  200  100   50,    0    4    2    1
            AMOUNT, 3,    0  200  100   50,    0  246  123   61
            AMOUNT, 2,    0  200  100    0,    0  246  123    0
            POINTS, 3, 1000  600  500  300,   24   14   12    7
            """)
    void the_rules_that_merchants_have_pay_what_they_say(Way way, int levels, String rates, String paid) {
        var bp = figures(rates).stream().map(Math::toIntExact).toList();
        var dues = rule(way, levels, new ReferralRule.Rates(bp.get(0), bp.get(1), bp.get(2), bp.get(3)))
                .dues(Sale.of(true, 12_345, 246), ALL);
        var got = new ArrayList<>(Collections.nCopies(ALL + 1, 0L));
        dues.forEach(due -> got.set(due.level(), due.amount()));
        assertThat(got).isEqualTo(figures(paid));
        assertThat(dues).noneMatch(due -> due.amount() == 0);
    }

    @Test
    void rates_beyond_the_levels_of_a_rule_pay_nothing() {
        var rule = rule(Way.AMOUNT, 1, new ReferralRule.Rates(100, 200, 300, 400));
        assertThat(amounts(rule, Sale.of(true, 10_000, 0))).containsExactly(100L, 200L);
        assertThat(rule.payoutBp()).isEqualTo(300);
    }

    @Test
    void a_merchant_to_whom_fewer_levels_are_open_pays_up_to_there() {
        var rule = rule(Way.AMOUNT, 3, new ReferralRule.Rates(100, 200, 300, 400));
        assertThat(rule.dues(Sale.of(true, 10_000, 0), 1))
                .extracting(ReferralRule.Due::level)
                .containsExactly(0, 1);
    }

    @Test
    void only_lines_that_earn_points_and_are_sold_at_their_price_count() {
        var lines = List.of(
                new Sale.Line(1_000, 10, true, false),
                new Sale.Line(2_000, 0, false, false),
                new Sale.Line(4_000, 40, true, true),
                new Sale.Line(8_000, 80, true, false));
        var rates = new ReferralRule.Rates(0, 1_000, 0, 0);
        assertThat(amounts(rule(Way.AMOUNT, 1, rates), new Sale(true, lines))).containsExactly(900L);
        assertThat(amounts(rule(Way.POINTS, 1, rates), new Sale(true, lines))).containsExactly(9L);
    }

    @Test
    void a_line_has_to_earn_as_many_points_as_the_rule_asks() {
        var lines = List.of(new Sale.Line(1_000, 9, true, false), new Sale.Line(2_000, 10, true, false));
        var rule = asking(10L, false);
        assertThat(rule.base(new Sale(true, lines))).isEqualTo(2_000);
        assertThat(asking(null, false).base(new Sale(true, lines))).isEqualTo(3_000);
    }

    @Test
    void orders_placed_in_stores_count_unless_the_rule_is_for_those_online() {
        assertThat(asking(null, false).base(Sale.of(false, 1_000, 0))).isEqualTo(1_000);
        assertThat(asking(null, true).base(Sale.of(false, 1_000, 0))).isZero();
        assertThat(asking(null, true).base(Sale.of(true, 1_000, 0))).isEqualTo(1_000);
    }

    private static ReferralRule asking(@Nullable Long minLinePoints, boolean onlineOnly) {
        return new ReferralRule(
                1,
                Way.AMOUNT,
                new ReferralRule.Rates(0, 100, 0, 0),
                minLinePoints,
                onlineOnly,
                0,
                ReferralRule.Caps.NONE);
    }

    @Test
    void one_order_earns_nobody_more_than_the_bound_of_an_order() {
        var rule = new ReferralRule(
                2,
                Way.AMOUNT,
                new ReferralRule.Rates(0, 1_000, 500, 0),
                null,
                false,
                0,
                new ReferralRule.Caps(600L, null, null));
        assertThat(amounts(rule, Sale.of(true, 10_000, 0))).containsExactly(600L, 500L);
    }

    @Test
    void the_dearest_order_at_the_highest_rate_is_reckoned_right() {
        var rule = rule(Way.AMOUNT, 1, new ReferralRule.Rates(10_000, 10_000, 0, 0));
        assertThat(amounts(rule, Sale.of(true, 1_000_000_000, 0))).containsExactly(1_000_000_000L, 1_000_000_000L);
    }
}
