package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.claim.Shop;
import io.kabao.level.GrowthBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How cards climb, and what it brings them. */
class LevelsTest extends LevelsCase {

    private static final List<Map<String, Object>> THREE = List.of(
            level("普通会员"),
            level("银卡", "growth", 100, "discountBp", 500, "pointsBp", 15_000, "color", "Color030"),
            level(
                    "金卡",
                    "growth",
                    500,
                    "topUpFen",
                    200_000,
                    "discountBp",
                    1_000,
                    "gift",
                    Map.of("bonusFen", 8_800, "points", 300)));

    private Answer topUp(long fen) {
        var answer = keyed().post("/admin/topups", of(Map.of("amountFen", fen, "means", "CASH")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    @Test
    void without_levels_nobody_has_one_and_with_them_all_begin_at_the_first() {
        assertThat(counter.owner().get("/admin/levels").number("/version")).isZero();
        assertThat(standing().json().at("/standing/level").isNull()).isTrue();
        put(THREE, Map.of());
        assertThat(counter.owner().get("/admin/levels").number("/version")).isEqualTo(1);
        var standing = standing();
        assertThat(standing.text("/standing/level/name")).isEqualTo("普通会员");
        assertThat(standing.text("/standing/next/name")).isEqualTo("银卡");
        assertThat(standing.number("/standing/next/missing")).isEqualTo(100);
        assertThat(standing.json().at("/standing/atRisk").isNull()).isTrue();
        assertThat(standing.json().get("changes").isEmpty()).isTrue();
    }

    @Test
    void who_spends_enough_rises_and_pays_less_and_earns_more() {
        rule();
        put(THREE, Map.of());
        assertThat(spend(Map.of("amountFen", 10_000)).number("/discountFen")).isZero();
        count();
        assertThat(name()).isEqualTo("银卡");
        assertThat(reasons()).containsExactly("REACHED");
        var spend = spend(Map.of("amountFen", 2_010));
        assertThat(spend.number("/listFen")).isEqualTo(2_010);
        assertThat(spend.number("/discountFen")).as("5 %, rounded down").isEqualTo(100);
        assertThat(spend.number("/principalFen")).isEqualTo(1_910);
        assertThat(spend.number("/pointsEarned")).as("19 and a half as many").isEqualTo(28);
        var why = counter.owner().get("/admin/spends/" + spend.text("/id"));
        assertThat(why.text("/pointsReasons/1/name")).isEqualTo("银卡");
        assertThat(why.number("/pointsReasons/1/points")).isEqualTo(9);
    }

    @Test
    void lines_sold_below_their_price_bear_no_discount() {
        put(THREE, Map.of());
        spend(Map.of("amountFen", 10_000));
        count();
        var lines = List.of(
                Map.of("name", "茶", "unitPriceFen", 999, "quantity", 1),
                Map.of("name", "特价", "unitPriceFen", 5_000, "quantity", 1, "promotional", true),
                Map.of("name", "饼", "unitPriceFen", 1_001, "quantity", 1));
        var spend = spend(Map.of("lines", lines));
        assertThat(spend.number("/discountFen")).isEqualTo(100);
        var shown = counter.owner().get("/admin/spends/" + spend.text("/id"));
        assertThat(shown.json()
                        .get("lines")
                        .valueStream()
                        .map(line -> line.get("paidFen").asLong()))
                .containsExactly(950L, 5_000L, 950L);
        refund(spend, Map.of());
        assertThat(of("principal_fen")).isEqualTo(90_000);
    }

    @Test
    void one_large_top_up_lifts_at_once_and_the_gift_comes_once() {
        put(THREE, Map.of());
        topUp(200_000);
        count();
        assertThat(name()).isEqualTo("金卡");
        awaitGifts();
        assertThat(of("bonus_fen")).isEqualTo(8_800);
        assertThat(points()).isEqualTo(300);
        spend(Map.of("amountFen", 100_000));
        topUp(200_000);
        count();
        house.adminBean(GrowthBook.class).bringUp();
        assertThat(counter.rows().number("SELECT COUNT(*) FROM level_gift WHERE card_id = " + card))
                .isEqualTo(1);
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM txn WHERE biz_type = 'LEVEL_GIFT' AND card_id = " + card))
                .isEqualTo(1);
    }

    @Test
    void who_gives_back_what_they_rose_by_falls_again() {
        put(THREE, Map.of());
        var spend = spend(Map.of("amountFen", 12_000));
        count();
        assertThat(name()).isEqualTo("银卡");
        counter.pass(Duration.ofDays(40));
        refund(spend, Map.of("amountFen", 2_001));
        count();
        assertThat(name()).isEqualTo("普通会员");
        assertThat(reasons()).containsExactly("REFUNDED", "REACHED");
        assertThat(standing().number("/standing/growth")).isEqualTo(99);
    }

    @Test
    void money_that_is_taken_out_again_lifts_nobody_and_takes_no_level_that_was_spent_for() {
        put(
                List.of(level("普通会员"), level("银卡", "growth", 100), level("金卡", "topUpFen", 50_000)),
                Map.of("growth", Map.of("months", 12, "perSpendYuan", 1, "perTopUpYuan", 1)));
        counter.booked(counter.withdrawal(card, 60_000, Counter.Key.fresh()));
        spend(Map.of("amountFen", 10_000));
        count();
        assertThat(name())
                .as("40,000 of 100,000 are left, and 10,000 were spent")
                .isEqualTo("银卡");
        counter.booked(counter.withdrawal(card, 30_000, Counter.Key.fresh()));
        count();
        assertThat(name()).isEqualTo("银卡");
    }

    @Test
    void a_level_by_one_top_up_is_lost_once_too_much_of_it_is_taken_out() {
        put(List.of(level("普通会员"), level("金卡", "topUpFen", 50_000)), Map.of());
        count();
        assertThat(name()).isEqualTo("金卡");
        counter.booked(counter.withdrawal(card, 60_000, Counter.Key.fresh()));
        count();
        assertThat(name()).as("40,000 are left of it").isEqualTo("普通会员");
        topUp(60_000);
        count();
        assertThat(name()).isEqualTo("金卡");
        counter.booked(counter.withdrawal(card, 50_000, Counter.Key.fresh()));
        count();
        assertThat(name()).as("50,000 are left of the second").isEqualTo("金卡");
        counter.booked(counter.withdrawal(card, 30_000, Counter.Key.fresh()));
        count();
        assertThat(name()).isEqualTo("普通会员");
    }

    @Test
    void a_level_that_is_not_kept_is_warned_of_and_lost_after_the_days_of_grace() {
        var keep = Map.of("months", 1, "warningDays", 10, "graceDays", 5, "fall", "ONE_DOWN");
        put(THREE, Map.of("keep", keep, "growth", Map.of("months", 1, "perSpendYuan", 1)));
        spend(Map.of("amountFen", 60_000));
        count();
        assertThat(name()).isEqualTo("金卡");
        counter.pass(Duration.ofDays(15));
        assertThat(standing().json().at("/standing/atRisk").isNull()).isTrue();
        counter.pass(Duration.ofDays(18));
        endTerms();
        assertThat(name()).as("grace").isEqualTo("金卡");
        assertThat(standing().number("/standing/atRisk/missing")).isEqualTo(500);
        counter.pass(Duration.ofDays(6));
        endTerms();
        assertThat(name()).isEqualTo("银卡");
        assertThat(reasons()).containsExactly("MISSED", "REACHED");
        counter.pass(Duration.ofDays(40));
        endTerms();
        counter.pass(Duration.ofDays(6));
        endTerms();
        assertThat(name()).isEqualTo("普通会员");
        endTerms();
        assertThat(reasons()).hasSize(3);
    }

    @Test
    void a_preview_says_who_would_go_where_and_changes_nothing() {
        put(THREE, Map.of());
        spend(Map.of("amountFen", 12_000));
        count();
        var before = counter.rows().digestOf(counter.merchantId());
        var higher = new ArrayList<>(inForce(THREE));
        higher.get(1).put("growth", 200);
        var kept = preview(higher, Map.of());
        assertThat(kept.json().get("moves").isEmpty()).as("nobody falls").isTrue();
        var fallen = preview(higher, Map.of("mayFall", true));
        assertThat(fallen.json().get("done").asBoolean()).isTrue();
        assertThat(fallen.number("/seen")).isEqualTo(1);
        assertThat(fallen.number("/moves/0/cards")).isEqualTo(1);
        assertThat(fallen.text("/moves/0/samples/0")).isEqualTo(Long.toString(card));
        assertThat(fallen.json().at("/moves/0/toLevelId").isNull()).isTrue();
        var after = counter.rows().digestOf(counter.merchantId());
        for (var table : List.of("audit", "level_run")) {
            before.remove(table);
            after.remove(table);
        }
        assertThat(after).isEqualTo(before);
        assertThat(name()).isEqualTo("银卡");

        var applied = apply(fallen);
        assertThat(applied.status()).as(applied.body()).isEqualTo(201);
        assertThat(applied.number("/moves/0/cards")).isEqualTo(1);
        assertThat(name()).isEqualTo("普通会员");
        assertThat(reasons()).containsExactly("RULES", "REACHED");
        assertThat(apply(kept).problemCode()).as("it was based on others").contains("STALE_VERSION");
    }

    @Test
    void a_level_that_is_taken_away_leaves_its_cards_where_they_belong() {
        put(THREE, Map.of());
        spend(Map.of("amountFen", 60_000));
        count();
        assertThat(name()).isEqualTo("金卡");
        put(inForce(THREE).subList(0, 2), Map.of());
        assertThat(name()).isEqualTo("银卡");
        assertThat(reasons()).containsExactly("RULES", "REACHED");
    }

    @Test
    void applying_at_once_from_several_sides_moves_each_card_once() {
        var cards = counter.cards(30);
        put(THREE, Map.of());
        for (var each : cards) {
            counter.booked(counter.topUp(each, 30_000, 0, Counter.Key.fresh()));
            counter.booked(counter.spend(each, "L-" + Shop.unique(16), 30_000, Counter.Key.fresh()));
        }
        count();
        var lower = new ArrayList<>(inForce(THREE));
        lower.get(2).put("growth", 300);
        var preview = preview(lower, Map.of());
        assertThat(preview.number("/moves/0/cards")).isEqualTo(30);
        var outcomes = Counter.atOnce(6, _ -> apply(preview).status());
        assertThat(outcomes).containsOnlyOnce(201);
        house.adminBean(GrowthBook.class).bringUp();
        awaitGifts();
        var ofMerchant = " WHERE merchant_id = " + counter.merchantId();
        assertThat(counter.rows().number("SELECT COUNT(*) FROM level_change" + ofMerchant + " AND reason = 'RULES'"))
                .isEqualTo(30);
        assertThat(counter.rows().number("SELECT COUNT(*) FROM level_gift" + ofMerchant + " AND status = 'CREDITED'"))
                .isEqualTo(30);
    }

    @Test
    void a_level_that_is_sold_lasts_its_term_and_goes_on_when_it_is_bought_again() {
        var sold = new ArrayList<>(THREE);
        sold.add(level("黑卡", "discountBp", 2_000, "fee", Map.of("priceFen", 19_900, "days", 30)));
        put(sold, Map.of());
        var black = inForce(sold).get(3).get("id");
        var wanted = Map.of("levelId", black, "means", "CASH", "storeId", Long.toString(counter.store()));
        var path = "/admin/cards/" + card + "/membership";
        var first = keyed().post(path, wanted);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.number("/priceFen")).isEqualTo(19_900);
        assertThat(name()).isEqualTo("黑卡");
        assertThat(reasons()).containsExactly("PAID");
        assertThat(spend(Map.of("amountFen", 1_000)).number("/discountFen")).isEqualTo(200);
        assertThat(counter.owner()
                        .post("/admin/levels/preview", levels(inForce(THREE), Map.of()))
                        .problemCode())
                .as("what was bought is not taken away")
                .contains("LEVEL_STILL_PAID");
        counter.pass(Duration.ofDays(20));
        var second = keyed().post(path, wanted);
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        counter.pass(Duration.ofDays(20));
        assertThat(name()).as("it goes on").isEqualTo("黑卡");
        counter.pass(Duration.ofDays(22));
        assertThat(name()).isEqualTo("普通会员");
        assertThat(spend(Map.of("amountFen", 1_000)).number("/discountFen")).isZero();
        assertThat(counter.owner()
                        .post("/admin/levels/preview", levels(inForce(THREE), Map.of()))
                        .status())
                .as("no term is left")
                .isEqualTo(201);
        assertThat(keyed().post(path, Map.of("levelId", inForce(sold).get(1).get("id"), "means", "CASH"))
                        .problemCode())
                .contains("LEVEL_NOT_SOLD");
    }

    @Test
    void what_comes_next_is_above_the_level_that_was_bought() {
        var four = List.of(
                level("普通会员"),
                level("银卡", "growth", 100),
                level("黑卡", "fee", Map.of("priceFen", 100, "days", 30)),
                level("钻石卡", "growth", 1_000));
        put(four, Map.of());
        assertThat(standing().text("/standing/next/name")).isEqualTo("银卡");
        var wanted = Map.of("levelId", inForce(four).get(2).get("id"), "means", "CASH");
        assertThat(keyed().post("/admin/cards/" + card + "/membership", wanted).status())
                .isEqualTo(201);
        assertThat(name()).isEqualTo("黑卡");
        assertThat(standing().text("/standing/next/name")).isEqualTo("钻石卡");
        assertThat(standing().number("/standing/next/missing")).isEqualTo(1_000);
        counter.pass(Duration.ofDays(32));
        assertThat(standing().text("/standing/next/name")).isEqualTo("银卡");
    }

    @Test
    void the_same_purchase_sent_again_and_at_once_is_one() {
        var sold = List.of(
                level("普通会员"), level("黑卡", "fee", Map.of("priceFen", 100, "days", 30), "gift", Map.of("points", 7)));
        put(sold, Map.of());
        var wanted = Map.of("levelId", inForce(sold).get(1).get("id"), "means", "CASH");
        var sameKey = keyed();
        var ids = Counter.atOnce(
                20,
                _ -> sameKey.post("/admin/cards/" + card + "/membership", wanted)
                        .text("/id"));
        assertThat(ids.stream().distinct()).hasSize(1);
        count();
        awaitGifts();
        assertThat(points()).isEqualTo(7);
    }

    @Test
    void rules_of_points_may_be_for_some_levels_only() {
        put(THREE, Map.of());
        var silver = inForce(THREE).get(1).get("id");
        var rule = Map.of("name", "银卡专享", "points", 10, "perFen", 100, "levelIds", List.of(silver));
        assertThat(counter.owner().post("/admin/points-rules", rule).status()).isEqualTo(201);
        assertThat(spend(Map.of("amountFen", 10_000)).number("/pointsEarned")).isZero();
        count();
        assertThat(spend(Map.of("amountFen", 1_000)).number("/pointsEarned"))
                .as("95 % of it, ten for each full yuan, half as many more")
                .isEqualTo(135);
        var unknown = Map.of("name", "x", "points", 1, "perFen", 1, "levelIds", List.of("1"));
        assertThat(counter.owner().post("/admin/points-rules", unknown).problemCode())
                .contains("LEVEL_NOT_FOUND");
    }

    @Test
    void levels_that_make_no_sense_are_refused_and_change_nothing() {
        put(THREE, Map.of());
        var wrong = List.<List<Map<String, Object>>>of(
                List.of(level("起", "growth", 1)),
                List.of(level("起"), level("起")),
                List.of(level("起"), level("高", "discountBp", 9_001)),
                List.of(level("起"), level("高", "pointsBp", 100_001)),
                List.of(level("起"), level("高", "growth", 1_000_000_001)),
                List.of(level("起"), level("高", "growth", 100), level("更高", "growth", 100)),
                List.of(level("起"), level("高", "gift", Map.of())),
                List.of(level("起", "gift", Map.of("points", 1))),
                List.of(level("起"), level("高", "fee", Map.of("priceFen", 1, "days", 3_661))));
        for (var levels : wrong) {
            var answer = counter.owner().post("/admin/levels/preview", levels(levels, Map.of()));
            assertThat(answer.problemCode()).as(levels.toString()).contains("LEVEL_WRONG");
        }
        for (var levels : List.of(
                List.of(level("起", "discountBp", -1)),
                List.of(level("起", "gift", Map.of("points", -1))),
                List.<Map<String, Object>>of())) {
            var answer = counter.owner().post("/admin/levels/preview", levels(levels, Map.of()));
            assertThat(answer.status()).as(levels.toString()).isEqualTo(400);
        }
        var strange =
                counter.owner().post("/admin/levels/preview", levels(List.of(level("起", "id", "12345")), Map.of()));
        assertThat(strange.problemCode()).contains("LEVEL_NOT_FOUND");
        assertThat(counter.owner().get("/admin/levels").number("/version")).isEqualTo(1);
    }
}
