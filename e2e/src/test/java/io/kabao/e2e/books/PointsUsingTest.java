package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.desk.CardDeed;
import io.kabao.desk.CardDesk;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.Actor;
import io.kabao.points.ExpiringPoints;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders that are paid with points in part, and given back. */
class PointsUsingTest extends PointsCase {

    @Test
    void points_pay_part_of_an_order_and_that_part_earns_none() {
        hundredPointsAreOneYuan();
        rule();
        give(1_000);
        var spend = spend(Map.of("amountFen", 3_000, "pointsToUse", 800));
        assertThat(spend.number("/pointsUsed")).isEqualTo(800);
        assertThat(spend.number("/pointsFen")).isEqualTo(800);
        assertThat(spend.number("/principalFen")).isEqualTo(2_200);
        assertThat(spend.number("/pointsEarned")).isEqualTo(22);
        assertThat(points()).isEqualTo(222);
        var seen = counter.owner().get("/admin/spends/" + spend.text("/id"));
        assertThat(seen.number("/pointsFen")).isEqualTo(800);
        assertThat(seen.number("/refundableFen")).isEqualTo(3_000);
    }

    @Test
    void each_line_bears_its_share_of_what_points_paid() {
        hundredPointsAreOneYuan();
        rule();
        give(1_000);
        var lines = List.of(
                Map.of("name", "茶", "unitPriceFen", 3_000, "quantity", 1),
                Map.of("name", "烟", "unitPriceFen", 1_000, "quantity", 1, "earnsPoints", false));
        assertThat(spend(Map.of("lines", lines, "pointsToUse", 1_000)).number("/pointsEarned"))
                .isEqualTo(22);
    }

    @Test
    void refunds_give_points_and_money_back_in_the_proportion_that_they_paid() {
        hundredPointsAreOneYuan();
        rule();
        give(1_000);
        var spend = spend(Map.of(
                "amountFen",
                4_000,
                "pointsToUse",
                1_000,
                "means",
                List.of(Map.of("kind", "CASH", "amountFen", 1_000))));
        assertThat(points()).isEqualTo(30);
        var half = refund(spend, Map.of("amountFen", 2_000));
        assertThat(half.number("/pointsFen")).isEqualTo(500);
        assertThat(half.number("/pointsBack")).isEqualTo(500);
        assertThat(half.number("/principalFen")).isEqualTo(1_000);
        assertThat(half.number("/otherFen")).isEqualTo(500);
        assertThat(half.number("/pointsTakenBack")).isEqualTo(15);
        assertThat(points()).isEqualTo(515);
        refund(spend, Map.of("amountFen", 667));
        var rest = refund(spend, Map.of());
        assertThat(rest.number("/refundableFen")).isZero();
        assertThat(points()).isEqualTo(1_000);
        assertThat(of("principal_fen")).isEqualTo(100_000);
        assertThat(of("points_debt")).isZero();
    }

    @Test
    void points_that_go_back_go_to_the_lots_that_they_came_from() {
        set(Map.of("expiry", Map.of("kind", "MONTHS", "count", 1)));
        worth(Map.of("asMoney", Map.of("points", 100, "fen", 100)));
        give(300);
        // Days at the end of a month may have the same day a month later.
        counter.pass(Duration.ofDays(4));
        give(300);
        var spend = spend(Map.of("amountFen", 400, "pointsToUse", 400));
        assertThat(lots()).containsExactly(0L, 200L);
        refund(spend, Map.of("amountFen", 200));
        assertThat(lots()).containsExactly(100L, 300L);
        refund(spend, Map.of());
        assertThat(lots()).containsExactly(300L, 300L);
    }

    @Test
    void points_that_end_at_the_same_time_are_one_lot_and_those_that_end_first_go_first() {
        worth(Map.of("asMoney", Map.of("points", 1, "fen", 1)));
        give(100);
        give(100);
        assertThat(lots()).containsExactly(200L);
        set(Map.of("expiry", Map.of("kind", "END_OF_YEAR", "count", 0)));
        give(50);
        spend(Map.of("amountFen", 60, "pointsToUse", 60));
        assertThat(lots()).containsExactly(190L, 0L);
        var seen = counter.owner()
                .get("/admin/cards/" + card + "/points-lots")
                .json()
                .get("items");
        assertThat(seen.findValues("points").stream().map(each -> each.asLong()))
                .containsExactly(190L);
        assertThat(seen.get(0).get("expiresAt").isNull()).isTrue();
    }

    @Test
    void what_the_rule_does_not_allow_is_refused_and_changes_nothing() {
        assertThat(asked(Map.of("amountFen", 1_000, "pointsToUse", 100)).problemCode())
                .hasValue("POINTS_NOT_ACCEPTED");
        assertThat(exchange(100).problemCode()).hasValue("POINTS_NOT_ACCEPTED");
        hundredPointsAreOneYuan();
        give(500);
        var order = Map.of("amountFen", 1_000);
        assertThat(with(order, 250).problemCode()).hasValue("POINTS_NOT_WHOLE");
        assertThat(with(order, 100).problemCode()).hasValue("POINTS_TOO_FEW");
        var tooMany = with(order, 600);
        assertThat(tooMany.problemCode()).hasValue("POINTS_TOO_MANY");
        assertThat(tooMany.number("/mostPoints")).isEqualTo(500);
        assertThat(with(Map.of("amountFen", 2_000), 600).problemCode()).hasValue("POINTS_TOO_LOW");
        assertThat(with(order, 1_000_000_001L).status()).isEqualTo(400);
        assertThat(exchange(600).problemCode()).hasValue("POINTS_TOO_LOW");
        assertThat(exchange(150).problemCode()).hasValue("POINTS_NOT_WHOLE");
        assertThat(exchange(-100).status()).isEqualTo(400);
        assertThat(adjust(-501).problemCode()).hasValue("POINTS_TOO_LOW");
        assertThat(adjust(0).problemCode()).hasValue("POINTS_NOT_WHOLE");
        assertThat(points()).isEqualTo(500);
        assertThat(of("principal_fen")).isEqualTo(100_000);
    }

    @Test
    void rates_of_nothing_and_beyond_all_bounds_are_no_settings() {
        for (var rate :
                List.of(Map.of("points", 0, "fen", 1), Map.of("points", -1, "fen", 1), Map.of("points", 1, "fen", 0))) {
            assertThat(counter.owner()
                            .put("/admin/points-worth", Map.of("version", 0, "asMoney", rate))
                            .status())
                    .isEqualTo(400);
        }
        for (var rate : List.of(Map.of("points", 1_000_001, "fen", 1), Map.of("points", 1, "fen", Long.MAX_VALUE))) {
            assertThat(counter.owner()
                            .put("/admin/points-worth", Map.of("version", 0, "exchange", rate))
                            .problemCode())
                    .hasValue("POINTS_SETTING_WRONG");
        }
    }

    @Test
    void what_is_taken_back_and_gone_comes_out_of_other_points_and_then_is_owed_until_more_comes() {
        rule();
        worth(Map.of("asMoney", Map.of("points", 1, "fen", 1)));
        set(Map.of("expiry", Map.of("kind", "MONTHS", "count", 1)));
        var spend = spend(Map.of("amountFen", 10_000));
        counter.pass(Duration.ofDays(4));
        give(120);
        spend(Map.of("amountFen", 200, "pointsToUse", 110));
        assertThat(lots()).containsExactly(0L, 110L);
        assertThat(adjust(-100).number("/pointsAfter")).isEqualTo(10);
        refund(spend, Map.of());
        assertThat(points()).isZero();
        assertThat(of("points_debt")).isEqualTo(90);
        assertThat(adjust(50).number("/settledPoints")).isEqualTo(50);
        assertThat(adjust(60).number("/settledPoints")).isEqualTo(40);
        assertThat(points()).isEqualTo(20);
        assertThat(of("points_debt")).isZero();
    }

    @Test
    void exchange_spend_and_expiry_at_once_use_each_point_once() {
        worth(Map.of("asMoney", Map.of("points", 1, "fen", 1), "exchange", Map.of("points", 1, "fen", 1)));
        set(Map.of("expiry", Map.of("kind", "MONTHS", "count", 1)));
        give(5_000);
        counter.pass(Duration.ofDays(40));
        give(1_000);
        var answers = Counter.atOnce(200, no -> switch (no % 3) {
            case 0 -> with(Map.of("amountFen", 100), 20).status() + "S";
            case 1 -> exchange(20).status() + "E";
            default -> Long.toString(house.adminBean(ExpiringPoints.class).end()) + "X";
        });
        var used =
                20 * answers.stream().filter(answer -> answer.startsWith("201")).count();
        assertThat(used).isPositive().isEqualTo(1_000 - points());
    }

    @Test
    void points_count_against_what_a_linked_person_may_spend_and_ask_for_the_proof_that_money_asks_for() {
        card = counter.activeCards(1).getFirst();
        var person = counter.activeCards(1).getFirst();
        worth(Map.of("asMoney", Map.of("points", 1, "fen", 1)));
        give(2_000);
        house.adminBean(CardDesk.class)
                .link(Actor.system(counter.merchantId()), person, card, new CardDeed.Limits(500L, null));
        var order = new HashMap<String, Object>(of(Map.of(
                "orderNo",
                "L-" + Shop.unique(16),
                "channel",
                "OFFLINE",
                "amountFen",
                1_000,
                "pointsToUse",
                600,
                "means",
                List.of(Map.of("kind", "CASH", "amountFen", 400)))));
        order.put("card", Map.of("cardId", Long.toString(person)));
        assertThat(keyed().post("/admin/spends", order).problemCode()).hasValue("PERSON_LIMIT_EXCEEDED");
        counter.allow(Map.of("proofAboveFen", 500));
        order.put("card", Map.of("cardId", Long.toString(card)));
        assertThat(keyed().post("/admin/spends", order).problemCode()).hasValue("PROOF_REQUIRED");
        order.put("pointsToUse", 500);
        order.put("amountFen", 900);
        assertThat(keyed().post("/admin/spends", order).status()).isEqualTo(201);
        assertThat(points()).isEqualTo(1_500);
    }

    @Test
    void points_go_back_whole_and_what_they_do_not_bear_goes_back_as_money() {
        worth(Map.of("asMoney", Map.of("points", 1, "fen", 100)));
        give(4);
        var spend = spend(Map.of("amountFen", 600, "pointsToUse", 4));
        var some = refund(spend, Map.of("amountFen", 80));
        assertThat(some.number("/pointsBack")).isZero();
        assertThat(some.number("/principalFen")).isEqualTo(80);
        var more = refund(spend, Map.of("amountFen", 220));
        assertThat(more.number("/pointsBack")).isEqualTo(2);
        assertThat(more.number("/principalFen")).isEqualTo(20);
        refund(spend, Map.of());
        assertThat(points()).isEqualTo(4);
        assertThat(of("principal_fen")).isEqualTo(100_000);
        give(1);
        var all = spend(Map.of("amountFen", 500, "pointsToUse", 5));
        var half = new HashMap<String, Object>(Map.of("spendId", all.text("/id"), "amountFen", 50, "reason", "退货"));
        assertThat(keyed().post("/admin/refunds", half).problemCode()).hasValue("REFUND_NOT_WHOLE");
        assertThat(refund(all, Map.of("amountFen", 200)).number("/pointsBack")).isEqualTo(2);
        assertThat(refund(all, Map.of()).number("/pointsBack")).isEqualTo(3);
    }

    @Test
    void what_is_owed_is_settled_by_points_that_had_to_wait_before_anything_is_had_for_them() {
        rule();
        worth(Map.of("asMoney", Map.of("points", 1, "fen", 1)));
        var order = spend(Map.of("amountFen", 10_000));
        spend(Map.of("amountFen", 100, "pointsToUse", 100));
        set(Map.of("pendingDays", 7));
        spend(Map.of("amountFen", 12_000));
        assertThat(with(Map.of("amountFen", 100), 50).problemCode()).hasValue("POINTS_TOO_LOW");
        refund(order, Map.of());
        assertThat(of("points_debt")).isEqualTo(100);
        counter.pass(Duration.ofDays(7));
        assertThat(with(Map.of("amountFen", 100), 21).problemCode()).hasValue("POINTS_TOO_LOW");
        assertThat(with(Map.of("amountFen", 100), 20).status()).isEqualTo(201);
        assertThat(of("points_debt")).isZero();
        assertThat(points()).isZero();
    }
}
