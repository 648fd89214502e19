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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topping up, spending and giving back through the counter's door. */
class CounterDoorTest {

    private final Counter counter = new Counter(House.shared());
    private final long card = counter.card();

    @AfterEach
    void theBooksAreRight() {
        var verified = counter.owner().post("/admin/ledger/verification", Map.of());
        assertThat(verified.status()).as(verified.body()).isEqualTo(200);
        assertThat(verified.json().get("findings").isEmpty())
                .as(verified.body())
                .isTrue();
    }

    private Api withKey() {
        return counter.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    private Map<String, Object> topUp(@Nullable Object amountFen) {
        var body = new HashMap<String, Object>();
        body.put("card", Map.of("cardId", Long.toString(card)));
        body.put("amountFen", amountFen);
        body.put("means", "CASH");
        return body;
    }

    private Answer toppedUp(long fen) {
        var answer = withKey().post("/admin/topups", topUp(fen));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private Map<String, Object> order(String number, List<?> lines, List<?> means) {
        return Map.of(
                "card", Map.of("cardId", Long.toString(card)),
                "orderNo", number,
                "channel", "OFFLINE",
                "lines", lines,
                "means", means);
    }

    @Test
    void a_morning_at_the_counter_comes_to_what_was_worked_out_by_hand() {
        assertThat(toppedUp(30_000).json().get("balanceFen").asLong()).isEqualTo(30_000);
        var lines = List.of(
                Map.of("name", "拿铁", "unitPriceFen", 2_800, "quantity", 2),
                Map.of("sku", "B-7", "name", "杯子", "unitPriceFen", 9_900, "quantity", 1, "promotional", true));
        var means = List.of(Map.of("kind", "BANK_CARD", "amountFen", 5_500));
        var spent = withKey().post("/admin/spends", order("A-" + card, lines, means));
        assertThat(spent.status()).as(spent.body()).isEqualTo(201);
        // 2 × 28.00 + 99.00 = 155.00, of which 55.00 by bank card and 100.00 from the card.
        assertThat(spent.json().get("listFen").asLong()).isEqualTo(15_500);
        assertThat(spent.json().get("principalFen").asLong()).isEqualTo(10_000);
        assertThat(spent.json().get("otherFen").asLong()).isEqualTo(5_500);
        assertThat(spent.json().get("balanceFen").asLong()).isEqualTo(20_000);

        var oneLatte = Map.of(
                "spendId",
                spent.text("/id"),
                "lines",
                List.of(Map.of("lineNo", 1, "amountFen", 2_800)),
                "reason",
                "做错了");
        var back = withKey().post("/admin/refunds", oneLatte);
        assertThat(back.status()).as(back.body()).isEqualTo(201);
        // 28.00 × 100 ÷ 155 = 18.06 to the card, 9.94 to the bank card.
        assertThat(back.json().get("principalFen").asLong()).isEqualTo(1_806);
        assertThat(back.json().get("otherFen").asLong()).isEqualTo(994);
        assertThat(back.json().get("refundableFen").asLong()).isEqualTo(12_700);
        assertThat(back.json().get("balanceFen").asLong()).isEqualTo(21_806);

        var rest = withKey().post("/admin/refunds", Map.of("spendId", spent.text("/id"), "reason", "全部退货"));
        assertThat(rest.json().get("principalFen").asLong()).isEqualTo(8_194);
        assertThat(rest.json().get("otherFen").asLong()).isEqualTo(4_506);
        assertThat(rest.json().get("balanceFen").asLong()).isEqualTo(30_000);
        assertThat(withKey()
                        .post("/admin/refunds", Map.of("spendId", spent.text("/id"), "reason", "再退一次"))
                        .problemCode())
                .hasValue("REFUND_TOO_MUCH");

        var shown = counter.owner().get("/admin/spends/" + spent.text("/id"));
        assertThat(shown.json().get("refundableFen").asLong()).isZero();
        assertThat(shown.json().get("lines").size()).isEqualTo(2);
    }

    @Test
    void the_same_key_is_answered_the_same_and_another_request_with_it_is_refused() {
        var once = withKey();
        var first = once.post("/admin/topups", topUp(1_000));
        var again = once.post("/admin/topups", topUp(1_000));
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(once.post("/admin/topups", topUp(2_000)).problemCode()).hasValue("IDEMPOTENCY_KEY_REUSED");
        assertThat(counter.balanceOf(card)).isEqualTo(1_000);
    }

    @Test
    void an_order_number_is_taken_once_and_says_by_what() {
        toppedUp(1_000);
        var lines = List.of(Map.of("name", "茶", "unitPriceFen", 100, "quantity", 1));
        var first = withKey().post("/admin/spends", order("X-" + card, lines, List.of()));
        var second = withKey().post("/admin/spends", order("X-" + card, lines, List.of()));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problemCode()).hasValue("ORDER_EXISTS");
        assertThat(second.text("/spendId")).isEqualTo(first.text("/id"));
    }

    @Test
    void a_refusal_takes_no_number_so_the_order_may_be_paid_after_a_top_up() {
        var lines = List.of(Map.of("name", "茶", "unitPriceFen", 100, "quantity", 1));
        var refused = withKey().post("/admin/spends", order("Y-" + card, lines, List.of()));
        assertThat(refused.problemCode()).hasValue("BALANCE_TOO_LOW");
        toppedUp(1_000);
        assertThat(withKey()
                        .post("/admin/spends", order("Y-" + card, lines, List.of()))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "9223372036854775808",
                "0.001",
                "1e9",
                "\"100\"",
                "\"１００\"",
                "null",
                "[100]",
                "{}",
                "true"
            })
    void what_is_no_amount_moves_nothing(String amount) {
        var body = "{\"card\":{\"cardId\":\"" + card + "\"},\"means\":\"CASH\",\"amountFen\":" + amount + "}";
        var answer = withKey().post("/admin/topups", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(counter.balanceOf(card)).isZero();
        assertThat(counter.rows().number("SELECT COUNT(*) FROM txn WHERE merchant_id = " + counter.merchantId()))
                .isZero();
    }

    @Test
    void without_a_key_nothing_is_booked() {
        assertThat(counter.owner().post("/admin/topups", topUp(1_000)).status()).isEqualTo(400);
        assertThat(counter.owner()
                        .with("Idempotency-Key", "two words")
                        .post("/admin/topups", topUp(1_000))
                        .status())
                .isEqualTo(400);
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void a_card_is_found_by_its_number_and_nobodys_is_not() {
        var number = counter.rows()
                .column("SELECT number FROM member_card WHERE id = " + card)
                .getFirst();
        var body = Map.of("card", Map.of("number", number), "amountFen", 700, "means", "CASH");
        assertThat(withKey().post("/admin/topups", body).status()).isEqualTo(201);
        assertThat(counter.balanceOf(card)).isEqualTo(700);
        for (var nobody : List.of(Map.of("number", "NO-SUCH"), Map.of("cardId", "1"), Map.of("phone", "13912345678"))) {
            var answer = withKey().post("/admin/topups", Map.of("card", nobody, "amountFen", 7, "means", "CASH"));
            assertThat(answer.status()).as(answer.body()).isEqualTo(404);
            assertThat(answer.problemCode()).hasValue("CARD_NOT_FOUND");
        }
        var other = new Counter(House.shared());
        var foreign = Map.of("card", Map.of("cardId", Long.toString(other.card())), "amountFen", 7, "means", "CASH");
        assertThat(withKey().post("/admin/topups", foreign).problemCode()).hasValue("CARD_NOT_FOUND");
    }

    @Test
    void what_the_merchant_does_not_take_and_what_a_card_may_not_hold_is_refused() {
        var body = new HashMap<>(topUp(1_000));
        body.put("means", "SHELLS");
        assertThat(withKey().post("/admin/topups", body).problemCode()).hasValue("MEANS_UNKNOWN");
        assertThat(withKey().post("/admin/topups", topUp(500_001)).problemCode())
                .hasValue("LIMIT_EXCEEDED");
        assertThat(counter.balanceOf(card)).isZero();
    }
}
