package io.kabao.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What orders earn, worked out by hand. */
class PointsRulesTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-27");
    private static final Instant NOON = Instant.parse("2026-11-27T04:00:00Z");
    private static final EarnRule.Terms ANY = new EarnRule.Terms(Set.of(), null, Set.of(), Set.of());
    private static final EarnRule.Reward POINT_A_YUAN = new EarnRule.Reward(1, 100, null);

    private static EarnRule rule(long id, int rank, EarnRule.Reward reward, EarnRule.Terms terms) {
        return EarnRule.made(
                id, new EarnRule.Draft("r" + id, rank, false, reward, terms, null, null, true), NOON, null);
    }

    private static EarnRule onTop(long id, EarnRule.Reward reward, EarnRule.Terms terms) {
        return EarnRule.made(id, new EarnRule.Draft("r" + id, 0, true, reward, terms, null, null, true), NOON, null);
    }

    private static EarnRule.Terms category(String name) {
        return new EarnRule.Terms(Set.of(), null, Set.of(name), Set.of());
    }

    private static PointsRules rules(EarnRule... rules) {
        return new PointsRules(List.of(rules), PointsSettings.USUAL);
    }

    private static PointsRules bounded(@Nullable Long perOrder, @Nullable Long perDay, EarnRule... rules) {
        return new PointsRules(
                List.of(rules), new PointsSettings(PointsSettings.USUAL.expiry(), perOrder, perDay, null, null, null));
    }

    private static Bought bought(Bought.Item... items) {
        return new Bought(NOON, FRIDAY, 5L, EarnRule.Channel.OFFLINE, List.of(items), null, null, 0);
    }

    private static Bought.Item item(String category, long fen) {
        return new Bought.Item(category, fen);
    }

    @Test
    void each_full_amount_earns_and_what_is_left_over_of_the_order_does_not() {
        var rules = rules(rule(1, 0, new EarnRule.Reward(3, 250, null), ANY));
        var earning = rules.earned(bought(item("茶", 499), item("饼", 752)));
        assertThat(earning.points()).isEqualTo(15);
        assertThat(earning.ofItems()).containsExactly(5L, 10L);
        assertThat(earning.reasons()).containsExactly(new PointsRules.Reason(1, "r1", 1_251, 15));
    }

    @Test
    void a_line_earns_by_the_first_rule_that_fits_and_by_all_that_come_on_top() {
        var rules = rules(
                rule(1, 5, POINT_A_YUAN, ANY),
                rule(2, 1, new EarnRule.Reward(5, 100, null), category("茶")),
                onTop(3, new EarnRule.Reward(10, 1_000, null), ANY),
                onTop(4, new EarnRule.Reward(1, 500, null), category("饼")));
        var earning = rules.earned(bought(item("茶", 1_000), item("饼", 2_500)));
        assertThat(earning.reasons())
                .containsExactlyInAnyOrder(
                        new PointsRules.Reason(2, "r2", 1_000, 50),
                        new PointsRules.Reason(1, "r1", 2_500, 25),
                        new PointsRules.Reason(3, "r3", 3_500, 30),
                        new PointsRules.Reason(4, "r4", 2_500, 5));
        assertThat(earning.points()).isEqualTo(110);
        assertThat(earning.ofItems()).containsExactly(58L, 52L);
    }

    @Test
    void of_two_of_one_rank_the_older_comes_first() {
        var rules = rules(rule(8, 0, new EarnRule.Reward(2, 100, null), ANY), rule(7, 0, POINT_A_YUAN, ANY));
        assertThat(rules.earned(bought(item("茶", 1_000))).points()).isEqualTo(10);
    }

    @Test
    void store_channel_and_weekday_have_to_be_the_rules_own() {
        var here = new EarnRule.Terms(Set.of(5L), null, Set.of(), Set.of());
        var elsewhere = new EarnRule.Terms(Set.of(6L), null, Set.of(), Set.of());
        var online = new EarnRule.Terms(Set.of(), EarnRule.Channel.ONLINE, Set.of(), Set.of());
        var fridays = new EarnRule.Terms(Set.of(), null, Set.of(), Set.of(DayOfWeek.FRIDAY));
        var weekend = new EarnRule.Terms(Set.of(), null, Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        assertThat(List.of(here, elsewhere, online, fridays, weekend))
                .extracting(terms -> rules(rule(1, 0, POINT_A_YUAN, terms))
                        .earned(bought(item("茶", 1_000)))
                        .points())
                .containsExactly(10L, 0L, 0L, 10L, 0L);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 11-27, 2026-11-27, 10",
        "DAY, 11-28, 2026-11-27, 0",
        "MONTH, 11-01, 2026-11-30, 10",
        "MONTH, 10-31, 2026-11-01, 0",
        "DAY, 02-29, 2027-02-28, 10",
        "DAY, 02-29, 2028-02-28, 0",
        "DAY, 02-29, 2028-02-29, 10",
        "MONTH, 02-29, 2027-02-01, 10",
        "DAY, 12-31, 2026-12-31, 10",
        "DAY, 12-31, 2027-01-01, 0",
        "DAY, , 2026-11-27, 0",
        "MONTH, , 2026-11-27, 0",
    })
    void a_birthday_comes_every_year(EarnRule.Birthday term, @Nullable String birthday, LocalDate day, long points) {
        var terms = new EarnRule.Terms(Set.of(), null, Set.of(), Set.of(), Set.of(), term);
        var born = birthday == null ? null : MonthDay.parse("--" + birthday);
        var order = new Bought(NOON, day, 5L, EarnRule.Channel.OFFLINE, List.of(item("茶", 1_000)), born, null, 0);
        assertThat(rules(rule(1, 0, POINT_A_YUAN, terms)).earned(order).points())
                .isEqualTo(points);
    }

    @Test
    void a_rule_of_a_category_is_for_no_order_of_which_only_the_amount_is_known() {
        var rules = rules(rule(1, 0, POINT_A_YUAN, category("茶")));
        assertThat(rules.earned(bought(new Bought.Item(null, 1_000))).points()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T04:00:00Z, , 10",
        "2026-11-27T04:00:00.001Z, , 0",
        ", 2026-11-27T04:00:00Z, 0",
        ", 2026-11-27T04:00:00.001Z, 10"
    })
    void a_rule_counts_from_its_first_moment_until_before_its_last(
            @Nullable Instant from, @Nullable Instant until, long points) {
        var draft = new EarnRule.Draft("r", 0, false, POINT_A_YUAN, ANY, from, until, true);
        assertThat(rules(EarnRule.made(1, draft, NOON, null))
                        .earned(bought(item("茶", 1_000)))
                        .points())
                .isEqualTo(points);
    }

    @Test
    void a_rule_that_is_off_gives_way_to_the_next() {
        var off = new EarnRule.Draft("r", 0, false, new EarnRule.Reward(9, 1, null), ANY, null, null, false);
        var rules = rules(EarnRule.made(1, off, NOON, null), rule(2, 1, POINT_A_YUAN, ANY));
        assertThat(rules.earned(bought(item("茶", 1_000))).points()).isEqualTo(10);
    }

    @Test
    void bounds_of_rule_order_and_day_hold_and_are_spread_over_what_was_bought() {
        var capped = rule(1, 0, new EarnRule.Reward(1, 100, 6L), ANY);
        assertThat(rules(capped)
                        .earned(bought(item("茶", 1_000), item("饼", 3_000)))
                        .ofItems())
                .containsExactly(1L, 5L);
        var free = rule(1, 0, POINT_A_YUAN, ANY);
        var order = bought(item("茶", 1_000), item("饼", 3_000));
        assertThat(bounded(9L, null, free).earned(order).ofItems()).containsExactly(2L, 7L);
        assertThat(bounded(null, 50L, free).earned(earnedBefore(order, 45)).points())
                .isEqualTo(5);
        assertThat(bounded(null, 50L, free).earned(earnedBefore(order, 60)).points())
                .isZero();
        assertThat(bounded(0L, null, free).earned(order).points()).isZero();
    }

    private static Bought earnedBefore(Bought order, long points) {
        return new Bought(
                order.at(),
                order.day(),
                order.storeId(),
                order.channel(),
                order.items(),
                order.birthday(),
                order.rung(),
                points);
    }

    @Test
    void the_dearest_order_by_the_most_generous_rules_earns_no_more_than_there_may_be() {
        var rules = rules(
                rule(1, 0, new EarnRule.Reward(Rulebook.MOST, 1, null), ANY),
                onTop(2, new EarnRule.Reward(Rulebook.MOST, 1, null), ANY));
        var earning = rules.earned(bought(item("茶", 999_999_999), item("饼", 1)));
        assertThat(earning.points()).isEqualTo(PointsRules.ORDER_MOST);
        assertThat(earning.ofItems().stream().mapToLong(Long::longValue).sum()).isEqualTo(PointsRules.ORDER_MOST);
    }

    @Test
    void as_many_rules_on_top_as_there_may_be_earn_no_more_than_that_either() {
        var generous = new EarnRule[Rulebook.RULES_MOST];
        Arrays.setAll(generous, id -> onTop(id + 1, new EarnRule.Reward(Rulebook.MOST, 1, null), ANY));
        var order = bought(item("茶", 3), item("饼", 1));
        var earning = rules(generous).earned(order);
        assertThat(earning.points()).isEqualTo(PointsRules.ORDER_MOST);
        assertThat(earning.ofItems()).containsExactly(750_000_000L, 250_000_000L);
        assertThat(earning.reasons()).containsExactly(new PointsRules.Reason(1, "r1", 4, PointsRules.ORDER_MOST));
        assertThat(bounded(7L, null, generous).earned(order).ofItems()).containsExactly(5L, 2L);
        var tenfold = new Bought.Rung(9, "黑卡", 100_000);
        var higher = new Bought(NOON, FRIDAY, 5L, EarnRule.Channel.OFFLINE, order.items(), null, tenfold, 0);
        assertThat(rules(generous).earned(higher).points()).isEqualTo(PointsRules.ORDER_MOST);
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER, 0, 2026-11-27T04:00:00Z, ",
        "MONTHS, 1, 2026-01-31T04:00:00Z, 2026-02-28T16:00:00Z",
        "MONTHS, 12, 2024-02-29T04:00:00Z, 2025-02-28T16:00:00Z",
        "MONTHS, 1, 2026-12-31T15:59:59Z, 2027-01-31T16:00:00Z",
        "MONTHS, 1, 2026-12-31T16:00:00Z, 2027-02-01T16:00:00Z",
        "END_OF_YEAR, 0, 2026-12-31T15:59:59Z, 2026-12-31T16:00:00Z",
        "END_OF_YEAR, 0, 2026-12-31T16:00:00Z, 2027-12-31T16:00:00Z",
        "END_OF_YEAR, 1, 2026-11-27T04:00:00Z, 2027-12-31T16:00:00Z"
    })
    void points_last_to_the_end_of_a_day_of_the_merchants(
            PointsSettings.Expiry.Kind kind, int count, Instant earnedAt, @Nullable Instant end) {
        assertThat(new PointsSettings.Expiry(kind, count).endOf(earnedAt, SHANGHAI))
                .isEqualTo(end);
    }
}
