package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Books;
import io.kabao.ledger.Command;
import io.kabao.ledger.SecondBooks;
import io.kabao.ledger.Verification;
import io.kabao.spend.Refund;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many at once at one balance, through two instances' writers. */
class BooksRacesTest {

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

    private <R> Booked<R> submitted(int instance, Command<R> command) {
        return Patience.submitted(instances.get(instance % instances.size()), command);
    }

    private static Map<String, Long> counted(List<String> outcomes) {
        return outcomes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void of_two_hundred_spends_of_one_on_a_balance_of_ten_ten_succeed() {
        var card = counter.card();
        submitted(0, counter.topUp(card, 7, 3, Counter.Key.fresh()));
        var outcomes = Counter.atOnce(
                MANY,
                i -> Counter.outcome(
                        () -> submitted(i, counter.spend(card, "S" + Shop.unique(16), 1, Counter.Key.fresh()))));
        assertThat(counted(outcomes)).isEqualTo(Map.of("done", 10L, "BALANCE_TOO_LOW", 190L));
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void two_hundred_times_the_same_key_is_one_txn_and_equal_answers() {
        var card = counter.card();
        submitted(0, counter.topUp(card, 10_000, 0, Counter.Key.fresh()));
        var key = Counter.Key.fresh();
        var answers = Counter.atOnce(
                MANY,
                i -> submitted(i, counter.spend(card, "ONE-" + card, 100, key)).answer());
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(counter.balanceOf(card)).isEqualTo(9_900);
    }

    @Test
    void a_key_that_comes_back_with_another_request_is_refused() {
        var card = counter.card();
        var key = Counter.Key.fresh();
        submitted(0, counter.topUp(card, 10_000, 0, key));
        var changed = new Counter.Key(key.key(), "another request");
        assertThat(Counter.outcome(() -> submitted(1, counter.topUp(card, 20_000, 0, changed))))
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(counter.balanceOf(card)).isEqualTo(10_000);
    }

    @Test
    void one_order_number_under_many_keys_is_booked_once() {
        var card = counter.card();
        submitted(0, counter.topUp(card, 100_000, 0, Counter.Key.fresh()));
        var outcomes = Counter.atOnce(
                MANY,
                i -> Counter.outcome(() -> submitted(i, counter.spend(card, "N-" + card, 100, Counter.Key.fresh()))));
        assertThat(counted(outcomes)).isEqualTo(Map.of("done", 1L, "ORDER_EXISTS", 199L));
        assertThat(counter.balanceOf(card)).isEqualTo(99_900);
    }

    @Test
    void one_order_number_on_many_cards_is_booked_once() {
        var cards = counter.cards(20);
        cards.forEach(card -> submitted(0, counter.topUp(card, 1_000, 0, Counter.Key.fresh())));
        // Ten of them, so that several writers surely have one and the same in hand at a time.
        var numbers =
                IntStream.range(0, 10).mapToObj(_ -> "M-" + Shop.unique(16)).toList();
        var outcomes = Counter.atOnce(
                MANY,
                i -> Counter.outcome(() ->
                        submitted(i, counter.spend(cards.get(i % 20), numbers.get(i / 20), 1, Counter.Key.fresh()))));
        assertThat(counted(outcomes)).isEqualTo(Map.of("done", 10L, "ORDER_EXISTS", 190L));
    }

    @Test
    void of_two_hundred_refunds_of_a_tenth_ten_succeed() {
        var card = counter.card();
        submitted(0, counter.topUp(card, 10_000, 2_000, Counter.Key.fresh()));
        var spend = submitted(0, counter.spend(card, "F-" + card, 5_000, Counter.Key.fresh()));
        var outcomes = Counter.atOnce(
                MANY,
                i -> Counter.outcome(
                        () -> submitted(i, counter.refund(card, spend.answer().id(), 500L, Counter.Key.fresh()))));
        assertThat(counted(outcomes)).isEqualTo(Map.of("done", 10L, "REFUND_TOO_MUCH", 190L));
        assertThat(counter.balanceOf(card)).isEqualTo(12_000);
    }

    @Test
    void no_card_holds_more_than_it_may_however_many_top_ups_come_at_once() {
        var card = counter.card();
        submitted(0, counter.topUp(card, 450_000, 0, Counter.Key.fresh()));
        var outcomes = Counter.atOnce(
                50, i -> Counter.outcome(() -> submitted(i, counter.topUp(card, 20_000, 0, Counter.Key.fresh()))));
        assertThat(counted(outcomes)).isEqualTo(Map.of("done", 2L, "LIMIT_EXCEEDED", 48L));
    }

    @Test
    void a_command_that_breaks_spoils_no_other_of_its_batch() {
        var cards = counter.cards(10);
        cards.forEach(card -> submitted(0, counter.topUp(card, 1_000, 0, Counter.Key.fresh())));
        var spent = submitted(0, counter.spend(cards.getFirst(), "P-" + cards.getFirst(), 1_000, Counter.Key.fresh()));
        var good = counter.refund(cards.getFirst(), spent.answer().id(), 1_000L, Counter.Key.fresh());
        var poison = new Refund(
                good.booking(), good.spendId(), good.amountFen(), List.of(), List.of(), Refund.Allowed.ANYTHING);
        var outcomes = Counter.atOnce(
                MANY,
                i -> i % 20 == 0
                        ? Counter.outcome(() -> submitted(i, poison))
                        : Counter.outcome(() -> submitted(
                                i,
                                counter.spend(cards.get(1 + i % 9), "Q" + Shop.unique(16), 1, Counter.Key.fresh()))));
        assertThat(counted(outcomes)).isEqualTo(Map.of("OUTCOME_UNKNOWN", 10L, "done", 190L));
    }

    @Test
    void an_entry_edited_behind_our_back_is_named() {
        var card = counter.card();
        submitted(0, counter.topUp(card, 10_000, 0, Counter.Key.fresh()));
        submitted(0, counter.spend(card, "E-" + card, 4_000, Counter.Key.fresh()));
        var holder = counter.rows().number("SELECT holder_id FROM member_card WHERE id = " + card);
        var edited = "UPDATE entry SET amount = amount %s 1, balance_after = balance_after %s 1 WHERE holder_id = "
                + holder + " AND entry_no = 2";
        assertThat(counter.rows().change(edited.formatted("+", "+"))).isEqualTo(1);
        var findings = house.adminBean(Verification.class).verify(counter.merchantId());
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.invariant()).isEqualTo("CHAIN");
            assertThat(finding.id()).isEqualTo(holder);
            assertThat(finding.entryNo()).isEqualTo(2);
        });
        assertThat(Collections.singleton(counter.rows().change(edited.formatted("-", "-"))))
                .containsExactly(1);
    }
}
