package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import io.kabao.ledger.SecondBooks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one operator takes in on a day. */
class TakingsTest {

    private static final int MANY = 200;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Books other = SecondBooks.of(house, 128);
    private final List<Books> instances = List.of(house.adminBean(Books.class), other);

    @AfterEach
    void theBooksAreRight() {
        other.stop();
        counter.assertBooksAreRight();
    }

    private String toppedUp(int instance, long card, long fen) {
        return Counter.outcome(() -> Patience.submitted(
                instances.get(instance % instances.size()), counter.topUp(card, fen, 0, Counter.Key.fresh())));
    }

    private long counted() {
        return counter.rows()
                .number("SELECT SUM(taken_fen) FROM day_takings WHERE merchant_id = " + counter.merchantId());
    }

    @Test
    void of_two_hundred_top_ups_at_once_on_many_cards_no_more_come_in_than_the_operator_may_take() {
        counter.allow(Map.of("staffDailyCapFen", 37_500));
        var cards = counter.cards(20);
        var outcomes = Counter.atOnce(MANY, i -> toppedUp(i, cards.get(i % cards.size()), 1_000));
        assertThat(outcomes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .isEqualTo(Map.of("done", 37L, "STAFF_CAP_EXCEEDED", 163L));
        assertThat(counted()).isEqualTo(37_000);
        assertThat(cards.stream().mapToLong(counter::balanceOf).sum()).isEqualTo(37_000);
    }

    @Test
    void the_refusal_says_what_may_still_be_taken_and_a_bonus_is_no_takings() {
        counter.allow(Map.of("staffDailyCapFen", 3_000));
        var card = counter.card();
        instances.getFirst().submit(counter.topUp(card, 2_000, 50_000, Counter.Key.fresh()));
        var paid = Map.of("card", Map.of("cardId", Long.toString(card)), "amountFen", 3_001, "means", "CASH");
        var refused =
                counter.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post("/admin/topups", paid);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problemCode()).hasValue("STAFF_CAP_EXCEEDED");
        assertThat(refused.json().get("capFen").asLong()).isEqualTo(3_000);
        // The owner is another operator than the one above: nothing was taken by that one.
        assertThat(refused.json().get("takenFen").asLong()).isZero();
        assertThat(refused.json().get("leftFen").asLong()).isEqualTo(3_000);
        assertThat(toppedUp(0, card, 1_000)).isEqualTo("done");
        assertThat(toppedUp(1, card, 1)).isEqualTo("STAFF_CAP_EXCEEDED");
    }

    @Test
    void a_refusal_alone_is_counted_nowhere() {
        counter.allow(Map.of("staffDailyCapFen", 1_000));
        assertThat(toppedUp(0, counter.card(), 1_001)).isEqualTo("STAFF_CAP_EXCEEDED");
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM day_takings WHERE merchant_id = " + counter.merchantId()))
                .isZero();
    }

    @Test
    void the_next_day_begins_at_nothing() {
        counter.allow(Map.of("staffDailyCapFen", 1_000));
        var card = counter.card();
        assertThat(toppedUp(0, card, 1_000)).isEqualTo("done");
        assertThat(toppedUp(0, card, 1)).isEqualTo("STAFF_CAP_EXCEEDED");
        counter.pass(Duration.ofDays(1));
        assertThat(toppedUp(0, card, 1_000)).isEqualTo("done");
        assertThat(counter.balanceOf(card)).isEqualTo(2_000);
    }
}
