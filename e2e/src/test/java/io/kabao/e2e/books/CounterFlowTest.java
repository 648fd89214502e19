package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A card's money from its first top-up to what is left in the end, by figures worked out by hand. */
class CounterFlowTest {

    private final Counter counter = new Counter(House.shared());
    private final long card = counter.card();
    private final Map<String, Object> named = Map.of("cardId", Long.toString(card));

    private Api withKey() {
        return counter.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    private Answer done(int status, String path, Map<String, ?> body) {
        var answer = withKey().post(path, body);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(status);
        return answer;
    }

    private void isSplit(Answer answer, long principalFen, long bonusFen) {
        assertThat(answer.number("/principalFen")).as(answer.body()).isEqualTo(principalFen);
        assertThat(answer.number("/bonusFen")).as(answer.body()).isEqualTo(bonusFen);
    }

    private Answer toppedUp(long fen, @Nullable String rule) {
        var body = new HashMap<String, Object>();
        body.put("card", named);
        body.put("amountFen", fen);
        body.put("means", "CASH");
        body.put("ruleId", rule);
        return done(201, "/admin/topups", body);
    }

    /** 1,000 yuan with 200 on top; of 1,200 a sixth is bonus. */
    private String ofThousand() {
        var rule = Map.of("name", "储 1000 送 200", "amountFen", 100_000, "bonusFen", 20_000, "points", 0);
        var answer = counter.owner().post("/admin/topup-rules", rule);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }

    @Test
    void money_that_came_in_is_spent_held_given_back_and_paid_out_to_the_fen() {
        var topUp = toppedUp(100_000, ofThousand());
        isSplit(topUp, 100_000, 20_000);

        var lines = List.of(
                Map.of("name", "茶", "unitPriceFen", 12_000, "quantity", 2),
                Map.of("name", "饼", "unitPriceFen", 6_000, "quantity", 1));
        var spend = done(
                201,
                "/admin/spends",
                Map.of("card", named, "orderNo", "F1-" + card, "channel", "OFFLINE", "lines", lines));
        isSplit(spend, 25_000, 5_000);
        assertThat(spend.number("/balanceFen")).isEqualTo(90_000);

        var back = done(
                201,
                "/admin/refunds",
                Map.of("spendId", spend.text("/id"), "lines", List.of(Map.of("lineNo", 2)), "reason", "退饼"));
        isSplit(back, 5_000, 1_000);
        assertThat(back.number("/balanceFen")).isEqualTo(96_000);

        var hold = done(201, "/admin/holds", Map.of("card", named, "orderNo", "F2-" + card, "amountFen", 24_000));
        isSplit(hold, 20_000, 4_000);
        assertThat(hold.number("/balanceFen")).isEqualTo(72_000);
        var settled = done(200, "/admin/holds/" + hold.text("/id") + "/capture", Map.of("amountFen", 18_000));
        isSplit(settled, 15_000, 3_000);
        assertThat(settled.number("/releasedFen")).isEqualTo(6_000);
        assertThat(settled.number("/balanceFen")).isEqualTo(78_000);

        assertThat(toppedUp(10_000, null).number("/balanceFen")).isEqualTo(88_000);

        // Of 1,000 yuan paid, 420 were bought at list prices; what the lot still holds is taken back whole.
        var path = "/admin/topups/" + topUp.text("/id");
        var preview = counter.owner().get(path + "/refund-preview?cause=CONSUMER");
        assertThat(preview.number("/paidFen")).as(preview.body()).isEqualTo(58_000);
        isSplit(preview, 65_000, 13_000);
        var paidBack = done(201, path + "/refund", Map.of("cause", "CONSUMER", "means", "CASH", "reason", "不想用了"));
        assertThat(paidBack.number("/paidFen")).isEqualTo(58_000);
        isSplit(paidBack, 65_000, 13_000);
        assertThat(paidBack.number("/balanceFen")).isEqualTo(10_000);

        var out = done(
                201, "/admin/withdrawals", Map.of("card", named, "amountFen", 4_000, "means", "CASH", "reason", "提现"));
        assertThat(out.number("/balanceFen")).as(out.body()).isEqualTo(6_000);

        assertThat(counter.balanceOf(card)).isEqualTo(6_000);
        assertThat(counter.heldOf(card)).isZero();
        assertThat(counter.rows()
                        .number("SELECT SUM(amount_fen) FROM till_move WHERE merchant_id = " + counter.merchantId()))
                .as("in the till: 1,000 and 100 in, 580 and 40 out")
                .isEqualTo(48_000);
        counter.assertBooksAreRight();
    }
}
