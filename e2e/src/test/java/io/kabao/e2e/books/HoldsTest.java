package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money that is set aside, settled, given back and let expire, through the counter's door. */
class HoldsTest {

    private static final int MANY = 200;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final long card = counter.card();

    /** 100 yuan and 20 of bonus. */
    @BeforeEach
    void topUp() {
        house.adminBean(Books.class).submit(counter.topUp(card, 10_000, 2_000, Counter.Key.fresh()));
    }

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    private Api withKey() {
        return counter.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    private Map<String, Object> wanted(String orderNo, @Nullable Object fen) {
        var body = new HashMap<String, Object>();
        body.put("card", Map.of("cardId", Long.toString(card)));
        body.put("orderNo", orderNo);
        body.put("amountFen", fen);
        return body;
    }

    private Answer held(String orderNo, long fen) {
        var answer = withKey().post("/admin/holds", wanted(orderNo, fen));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private Answer captured(String hold, @Nullable Long fen) {
        var body = new HashMap<String, Object>();
        body.put("amountFen", fen);
        var key = withKey();
        return Patience.served(() -> key.post("/admin/holds/" + hold + "/capture", body));
    }

    private Answer released(String hold) {
        var key = withKey();
        return Patience.served(() -> key.call("POST", "/admin/holds/" + hold + "/release", null));
    }

    @Test
    void a_hold_takes_principal_and_bonus_in_their_proportion_and_a_partial_capture_gives_the_rest_back() {
        var hold = held("H-1-" + card, 6_000);
        assertThat(hold.number("/principalFen")).isEqualTo(5_000);
        assertThat(hold.number("/bonusFen")).isEqualTo(1_000);
        assertThat(hold.number("/balanceFen")).isEqualTo(6_000);
        assertThat(counter.heldOf(card)).isEqualTo(6_000);

        var settled = captured(hold.text("/id"), 3_001L);
        assertThat(settled.status()).as(settled.body()).isEqualTo(200);
        assertThat(settled.text("/status")).isEqualTo("CAPTURED");
        assertThat(settled.number("/principalFen")).isEqualTo(2_501);
        assertThat(settled.number("/bonusFen")).isEqualTo(500);
        assertThat(settled.number("/releasedFen")).isEqualTo(2_999);
        assertThat(settled.number("/balanceFen")).isEqualTo(8_999);
        assertThat(counter.heldOf(card)).isZero();

        var order = counter.owner().get("/admin/spends/" + settled.text("/spendId"));
        assertThat(order.text("/orderNo")).isEqualTo("H-1-" + card);
        assertThat(order.number("/refundableFen")).isEqualTo(3_001);
        var back = withKey()
                .post(
                        "/admin/refunds",
                        Map.of("spendId", settled.text("/spendId"), "amountFen", 3_001, "reason", "退货"));
        assertThat(back.status()).as(back.body()).isEqualTo(201);
        assertThat(back.number("/principalFen")).isEqualTo(2_501);
        assertThat(counter.balanceOf(card)).isEqualTo(12_000);
        assertThat(counter.owner().get("/admin/holds/" + hold.text("/id")).number("/capturedFen"))
                .isEqualTo(3_001);
    }

    @Test
    void what_is_held_cannot_be_spent_and_comes_back_when_it_is_released() {
        var hold = held("H-2-" + card, 12_000);
        var spend = Map.of(
                "card",
                Map.of("cardId", Long.toString(card)),
                "orderNo",
                "S-" + card,
                "channel",
                "OFFLINE",
                "amountFen",
                1);
        assertThat(withKey().post("/admin/spends", spend).problemCode()).contains("BALANCE_TOO_LOW");
        var back = released(hold.text("/id"));
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(back.text("/status")).isEqualTo("RELEASED");
        assertThat(back.number("/releasedFen")).isEqualTo(12_000);
        assertThat(withKey().post("/admin/spends", spend).status()).isEqualTo(201);
        assertThat(counter.balanceOf(card)).isEqualTo(11_999);
    }

    @Test
    void a_hold_ends_once() {
        var hold = held("H-3-" + card, 500).text("/id");
        var key = counter.owner().with("Idempotency-Key", "once-" + card);
        var body = new HashMap<String, Object>();
        body.put("amountFen", 200);
        var first = key.post("/admin/holds/" + hold + "/capture", body);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(key.post("/admin/holds/" + hold + "/capture", body).body()).isEqualTo(first.body());
        assertThat(captured(hold, 200L).problemCode()).contains("ORDER_EXISTS");
        assertThat(released(hold).problemCode()).contains("HOLD_ENDED");
        assertThat(withKey().post("/admin/holds", wanted("H-3-" + card, 1)).problemCode())
                .contains("HOLD_EXISTS");
        assertThat(counter.balanceOf(card)).isEqualTo(11_800);
        assertThat(released("1").problemCode()).contains("HOLD_NOT_FOUND");
    }

    @Test
    void an_order_costs_no_more_than_is_held_and_no_less_than_something() {
        var hold = held("H-4-" + card, 500).text("/id");
        assertThat(captured(hold, 501L).problemCode()).contains("HOLD_TOO_LOW");
        assertThat(captured(hold, 0L).status()).isEqualTo(400);
        assertThat(counter.heldOf(card)).isEqualTo(500);
        assertThat(captured(hold, null).number("/principalFen")).isEqualTo(417);
    }

    @Test
    void an_order_that_is_paid_is_not_held_for() {
        var spend = Map.of(
                "card",
                Map.of("cardId", Long.toString(card)),
                "orderNo",
                "P-" + card,
                "channel",
                "OFFLINE",
                "amountFen",
                5);
        assertThat(withKey().post("/admin/spends", spend).status()).isEqualTo(201);
        assertThat(withKey().post("/admin/holds", wanted("P-" + card, 1)).problemCode())
                .contains("ORDER_EXISTS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"})
    void money_is_held_neither_for_no_time_nor_for_ever(String until) {
        var body = wanted("H-5-" + card, 1);
        body.put("expiresAt", until);
        assertThat(withKey().post("/admin/holds", body).problemCode()).contains("HOLD_TIME_WRONG");
    }

    @Test
    void what_is_held_too_long_goes_back_by_itself_and_settles_nothing_any_more() {
        var body = wanted("H-6-" + card, 700);
        body.put(
                "expiresAt",
                house.clock().instant().plus(Duration.ofMinutes(20)).toString());
        var hold = withKey().post("/admin/holds", body);
        assertThat(hold.status()).as(hold.body()).isEqualTo(201);
        counter.pass(Duration.ofMinutes(20));
        assertThat(captured(hold.text("/id"), 1L).problemCode())
                .hasValueSatisfying(code -> assertThat(code).isIn("HOLD_EXPIRED", "HOLD_ENDED"));
        await().atMost(Duration.ofMinutes(3)).until(() -> counter.heldOf(card) == 0);
        assertThat(counter.owner().get("/admin/holds/" + hold.text("/id")).text("/status"))
                .isEqualTo("EXPIRED");
        assertThat(counter.balanceOf(card)).isEqualTo(12_000);
    }

    @Test
    void of_two_hundred_captures_and_releases_of_one_hold_one_ends_it() {
        var hold = held("H-7-" + card, 1_000).text("/id");
        var outcomes = Counter.atOnce(MANY, i -> {
            var answer = i % 2 == 0 ? captured(hold, 400L) : released(hold);
            return answer.status() == 200
                    ? answer.text("/status")
                    : answer.problemCode().orElseThrow();
        });
        var counts = outcomes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var ended = counts.getOrDefault("CAPTURED", 0L) + counts.getOrDefault("RELEASED", 0L);
        assertThat(ended).as("%s", counts).isEqualTo(1);
        assertThat(counts.keySet()).isSubsetOf(List.of("CAPTURED", "RELEASED", "HOLD_ENDED", "ORDER_EXISTS"));
        assertThat(counter.heldOf(card)).isZero();
        assertThat(counter.balanceOf(card)).isEqualTo(counts.containsKey("CAPTURED") ? 11_600 : 12_000);
    }

    @Test
    void of_two_hundred_holds_on_a_balance_for_twelve_twelve_succeed() {
        var outcomes = Counter.atOnce(MANY, i -> {
            var key = withKey();
            var body = wanted("H-8-" + i + "-" + card, 1_000);
            return Patience.served(() -> key.post("/admin/holds", body)).status();
        });
        assertThat(outcomes.stream().filter(status -> status == 201)).hasSize(12);
        assertThat(counter.balanceOf(card)).isZero();
        assertThat(counter.heldOf(card)).isEqualTo(12_000);
    }
}
