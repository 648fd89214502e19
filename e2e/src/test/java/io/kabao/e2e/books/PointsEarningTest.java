package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.points.PointsRules;
import io.kabao.spend.Settlement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Orders earn points by the merchant's rules, and their refunds take them back. */
class PointsEarningTest extends PointsCase {

    private String rule(Map<String, ?> rule) {
        var answer = counter.owner().post("/admin/points-rules", rule);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }

    private static Map<String, Object> line(String category, long fen, boolean earns) {
        return Map.of("name", category, "category", category, "unitPriceFen", fen, "quantity", 1, "earnsPoints", earns);
    }

    private static long earned(Answer spend) {
        return spend.number("/pointsEarned");
    }

    @Test
    void before_there_is_a_rule_nothing_is_earned() {
        assertThat(earned(spend(Map.of("amountFen", 5_000)))).isZero();
        assertThat(points()).isZero();
    }

    @Test
    void an_order_says_what_it_earned_and_why() {
        var base = rule(Map.of("name", "一元一分", "points", 1, "perFen", 100, "rank", 9));
        var tea = rule(Map.of("name", "茶三倍", "points", 3, "perFen", 100, "categories", List.of("茶")));
        var spend = spend(
                Map.of("lines", List.of(line("茶", 1_050, true), line("饼", 2_000, true), line("烟", 9_000, false))));
        assertThat(earned(spend)).isEqualTo(50);
        assertThat(points()).isEqualTo(50);
        var seen = counter.owner().get("/admin/spends/" + spend.text("/id")).json();
        assertThat(seen.get("pointsEarned").asLong()).isEqualTo(50);
        assertThat(seen.get("pointsReasons").findValuesAsString("ruleId")).containsExactlyInAnyOrder(tea, base);
        assertThat(seen.get("lines").findValues("points").stream().map(points -> points.asLong()))
                .containsExactly(30L, 20L, 0L);
    }

    @Test
    void a_changed_rule_is_for_later_orders_and_former_ones_keep_to_theirs() {
        var rule = rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        var before = spend(Map.of("amountFen", 1_000));
        counter.owner().patch("/admin/points-rules/" + rule, Map.of("version", 1, "points", 5));
        assertThat(earned(spend(Map.of("amountFen", 1_000)))).isEqualTo(50);
        assertThat(refund(before, Map.of()).number("/pointsTakenBack")).isEqualTo(10);
        assertThat(points()).isEqualTo(50);
        assertThat(counter.rows().number("SELECT COUNT(DISTINCT points_ruleset_id) FROM spend WHERE card_id = " + card))
                .isEqualTo(2);
        counter.owner().delete("/admin/points-rules/" + rule);
        assertThat(earned(spend(Map.of("amountFen", 1_000)))).isZero();
    }

    @Test
    void rules_that_give_beyond_all_measure_together_give_the_most_that_an_order_earns() {
        for (var no = 0; no < 12; no++) {
            rule(Map.of("name", "加送" + no, "points", PointsRules.ORDER_MOST, "perFen", 1, "onTop", true));
        }
        var spend = spend(Map.of("lines", List.of(line("茶", 3_000, true), line("饼", 1_000, true))));
        assertThat(earned(spend)).isEqualTo(PointsRules.ORDER_MOST);
        assertThat(points()).isEqualTo(PointsRules.ORDER_MOST);
        assertThat(refund(spend, Map.of("lines", List.of(Map.of("lineNo", 2)))).number("/pointsTakenBack"))
                .isEqualTo(PointsRules.ORDER_MOST / 4);
    }

    @Test
    void refunds_of_lines_take_back_what_those_earned_and_of_amounts_in_proportion() {
        rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        var spend = spend(
                Map.of("lines", List.of(line("茶", 3_000, true), line("饼", 1_000, true), line("烟", 6_000, false))));
        assertThat(earned(spend)).isEqualTo(40);
        var tobacco = refund(spend, Map.of("lines", List.of(Map.of("lineNo", 3))));
        assertThat(tobacco.number("/pointsTakenBack")).isZero();
        var half = refund(spend, Map.of("lines", List.of(Map.of("lineNo", 1, "amountFen", 1_500))));
        assertThat(half.number("/pointsTakenBack")).isEqualTo(15);
        var amount = refund(spend, Map.of("amountFen", 1_000));
        assertThat(amount.number("/pointsTakenBack")).isEqualTo(10);
        assertThat(points()).isEqualTo(15);
        assertThat(refund(spend, Map.of()).number("/pointsTakenBack")).isEqualTo(15);
        assertThat(points()).isZero();
        assertThat(of("points_debt")).isZero();
    }

    @Test
    void what_is_taken_back_comes_out_of_the_lot_that_the_order_made() {
        rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        set(Map.of("expiry", Map.of("kind", "MONTHS", "count", 1)));
        var first = spend(Map.of("amountFen", 2_000));
        // Days at the end of a month may have the same day a month later.
        counter.pass(Duration.ofDays(4));
        spend(Map.of("amountFen", 2_000));
        var lot = counter.rows().number("SELECT points_lot_id FROM spend WHERE id = " + first.text("/id"));
        refund(first, Map.of("amountFen", 500));
        assertThat(counter.rows().number("SELECT points_left FROM lot WHERE id = " + lot))
                .isEqualTo(15);
        assertThat(points()).isEqualTo(35);
        assertThat(of("points_debt")).isZero();
    }

    @Test
    void a_bound_for_the_day_counts_all_orders_of_it_and_starts_anew_the_next() {
        rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        set(Map.of("perDayMost", 30, "perOrderMost", 25));
        assertThat(earned(spend(Map.of("amountFen", 9_000)))).isEqualTo(25);
        assertThat(earned(spend(Map.of("amountFen", 9_000)))).isEqualTo(5);
        assertThat(earned(spend(Map.of("amountFen", 9_000)))).isZero();
        counter.pass(Duration.ofDays(1));
        assertThat(earned(spend(Map.of("amountFen", 900)))).isEqualTo(9);
    }

    @Test
    void what_is_given_back_of_an_order_stays_counted_on_its_day() {
        rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        set(Map.of("perDayMost", 30));
        refund(spend(Map.of("amountFen", 2_500)), Map.of());
        assertThat(points()).isZero();
        assertThat(earned(spend(Map.of("amountFen", 2_500)))).isEqualTo(5);
    }

    /** The rule gives one point more than before. */
    private long raised(String rule, AtomicInteger version) {
        synchronized (version) {
            var was = version.getAndIncrement();
            var answer =
                    counter.owner().patch("/admin/points-rules/" + rule, Map.of("version", was, "points", was + 1));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return was + 1L;
        }
    }

    @Test
    void orders_earn_by_the_very_rules_that_they_name_while_those_are_changed() {
        counter.booked(counter.topUp(card, 100_000, 0, Counter.Key.fresh()));
        var rule = rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        var version = new AtomicInteger(1);
        assertThat(earned(spend(Map.of("amountFen", 1_000)))).isEqualTo(10);
        Counter.atOnce(
                200,
                no -> no % 10 == 0
                        ? raised(rule, version)
                        : counter.booked(counter.spend(card, "V-" + card + "-" + no, 1_000, Counter.Key.fresh()))
                                .pointsEarned());
        assertThat(version).hasValue(21);
        assertThat(earned(spend(Map.of("amountFen", 1_000)))).isEqualTo(210);
        var named = " FROM spend s JOIN points_ruleset r ON r.id = s.points_ruleset_id WHERE s.card_id = " + card;
        assertThat(counter.rows().number("SELECT COUNT(*)" + named)).isEqualTo(182);
        assertThat(counter.rows()
                        .column("SELECT s.id" + named
                                + " AND s.points_earned <> 10 * JSON_EXTRACT(r.content, '$.earning[0].reward.points')"))
                .isEmpty();
        assertThat(points())
                .isEqualTo(counter.rows().number("SELECT SUM(points_earned) FROM spend WHERE card_id = " + card));
    }

    @Test
    void orders_at_once_earn_no_more_than_the_day_allows() {
        rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        set(Map.of("perDayMost", 100));
        Counter.atOnce(
                200, no -> counter.booked(counter.spend(card, "R-" + card + "-" + no, 300, Counter.Key.fresh())));
        assertThat(points()).isEqualTo(100);
        assertThat(counter.rows().number("SELECT SUM(points_earned) FROM spend WHERE card_id = " + card))
                .isEqualTo(100);
    }

    @Test
    void what_is_settled_of_money_set_aside_earns_as_well() {
        rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        var hold = counter.booked(counter.hold(card, "H-" + card, 5_000, Counter.Key.fresh()));
        assertThat(points()).isZero();
        var capture = new Settlement.End.Capture(3_000L);
        var spendId = Objects.requireNonNull(counter.booked(counter.settlement(hold.id(), capture, Counter.Key.fresh()))
                .spendId());
        assertThat(points()).isEqualTo(30);
        counter.booked(counter.refund(card, spendId, 1_000L, Counter.Key.fresh()));
        assertThat(points()).isEqualTo(20);
    }

    @Test
    void points_are_given_an_end() {
        rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        set(Map.of("expiry", Map.of("kind", "MONTHS", "count", 1)));
        var spend = spend(Map.of("amountFen", 1_000));
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM lot l JOIN spend s ON s.points_lot_id = l.id"
                                + " WHERE l.expires_at IS NOT NULL AND s.id = " + spend.text("/id")))
                .isOne();
    }

    @Test
    void what_is_no_rule_is_refused_and_changes_nothing() {
        var owner = counter.owner();
        assertThat(owner.post("/admin/points-rules", Map.of("name", "a", "points", 1, "perFen", 0))
                        .status())
                .isEqualTo(400);
        assertThat(owner.post("/admin/points-rules", Map.of("name", "a", "points", 2_000_000_000L, "perFen", 1))
                        .problemCode())
                .hasValue("POINTS_RULE_WRONG");
        assertThat(owner.put("/admin/points-settings", Map.of("version", 0, "expiry", Map.of("kind", "MONTHS")))
                        .problemCode())
                .hasValue("POINTS_SETTING_WRONG");
        assertThat(owner.put("/admin/points-settings", Map.of("version", 7)).problemCode())
                .hasValue("STALE_VERSION");
        assertThat(owner.get("/admin/points-rules").json().get("items")).isEmpty();
        var id = rule(Map.of("name", "一元一分", "points", 1, "perFen", 100));
        for (var list : List.of("storeIds", "categories", "weekdays")) {
            var edit = new HashMap<String, Object>(Map.of("version", 1));
            edit.put(list, Arrays.asList((Object) null));
            assertThat(owner.patch("/admin/points-rules/" + id, edit).status())
                    .as(list)
                    .isEqualTo(400);
        }
    }

    @Test
    void two_changes_at_once_are_both_made() {
        var made = Counter.atOnce(4, no -> rule(Map.of("name", "r" + no, "points", 1, "perFen", 100)));
        assertThat(counter.owner()
                        .get("/admin/points-rules")
                        .json()
                        .get("items")
                        .findValuesAsString("id"))
                .containsExactlyInAnyOrderElementsOf(made);
    }
}
