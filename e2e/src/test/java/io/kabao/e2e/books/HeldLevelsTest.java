package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders settled from money that was set aside, at the level that the card had then. */
class HeldLevelsTest extends LevelsCase {

    private static final List<Map<String, Object>> TWO =
            List.of(level("普通"), level("银卡", "growth", 100, "discountBp", 500, "pointsBp", 15_000));

    /** 900 yuan, at the second level. */
    @BeforeEach
    void riseToTheSecondLevel() {
        rule();
        put(TWO, Map.of());
        spend(Map.of("amountFen", 10_000));
        count();
        assertThat(name()).isEqualTo("银卡");
    }

    private Answer held(long fen) {
        var answer = keyed().post("/admin/holds", of(Map.of("orderNo", "H-" + fen + "-" + card, "amountFen", fen)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private Answer captured(Answer hold, @Nullable Long fen) {
        var body = new HashMap<String, Object>();
        body.put("amountFen", fen);
        return keyed().post("/admin/holds/" + hold.text("/id") + "/capture", body);
    }

    private List<String> whyPoints(Answer settled) {
        return counter.owner()
                .get("/admin/spends/" + settled.text("/spendId"))
                .json()
                .get("pointsReasons")
                .valueStream()
                .map(reason -> reason.get("name").asString())
                .toList();
    }

    @Test
    void less_is_set_aside_and_an_order_for_less_has_its_share_of_the_discount() {
        var before = points();
        var hold = held(2_010);
        assertThat(hold.number("/discountFen")).as("5 %, rounded down").isEqualTo(100);
        assertThat(hold.number("/principalFen")).isEqualTo(1_910);
        assertThat(hold.number("/balanceFen")).isEqualTo(88_090);
        assertThat(captured(hold, 2_011L).problemCode()).hasValue("HOLD_TOO_LOW");

        var settled = captured(hold, 1_050L);
        assertThat(settled.status()).as(settled.body()).isEqualTo(200);
        assertThat(settled.number("/discountFen")).isEqualTo(52);
        assertThat(settled.number("/principalFen")).isEqualTo(998);
        assertThat(settled.number("/releasedFen")).isEqualTo(912);
        assertThat(settled.number("/balanceFen")).isEqualTo(89_002);
        assertThat(points() - before).as("9 for 9.98 yuan, and half as many").isEqualTo(13);
        assertThat(whyPoints(settled)).containsExactly("一元一分", "银卡");

        var order = counter.owner().get("/admin/spends/" + settled.text("/spendId"));
        assertThat(order.number("/listFen")).isEqualTo(1_050);
        assertThat(order.number("/discountFen")).isEqualTo(52);
        assertThat(order.number("/refundableFen")).isEqualTo(998);
    }

    @Test
    void all_that_was_asked_for_costs_all_that_is_held_and_comes_back_whole() {
        var hold = held(999);
        var settled = captured(hold, null);
        assertThat(settled.number("/principalFen")).isEqualTo(950);
        assertThat(settled.number("/discountFen")).isEqualTo(49);
        assertThat(settled.number("/releasedFen")).isZero();
        var back = keyed().post(
                        "/admin/refunds",
                        Map.of("spendId", settled.text("/spendId"), "amountFen", 950, "reason", "退货"));
        assertThat(back.status()).as(back.body()).isEqualTo(201);
        assertThat(of("principal_fen")).isEqualTo(90_000);
    }

    @Test
    void what_was_promised_stays_when_the_levels_change() {
        var hold = held(2_000);
        put(List.of(level("普通", "discountBp", 2_000)), Map.of());
        var settled = captured(hold, 2_000L);
        assertThat(settled.number("/principalFen")).isEqualTo(1_900);
        assertThat(whyPoints(settled))
                .as("its level is gone, and its points with it")
                .containsExactly("一元一分");
        assertThat(held(2_100).number("/discountFen")).isEqualTo(420);
    }
}
