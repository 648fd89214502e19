package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.desk.CardDeed;
import io.kabao.desk.CardOrder;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.Command;
import io.kabao.ledger.OneShard;
import io.kabao.spend.Order;
import io.kabao.spend.Spend;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A card goes on under another number: the lost one pays for nothing from then on, however close behind it comes. */
class ReissuesTest {

    private static final int MANY = 200;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Books books = house.adminBean(Books.class);
    private final long card = counter.card();
    private final String former = Objects.requireNonNull(counter.rows()
            .column("SELECT number FROM member_card WHERE id = " + card)
            .getFirst());

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    private Spend byNumber(String number, long fen) {
        var booking =
                counter.booking(new CardRef.ByNumber(number), Spend.TYPE, "N" + Shop.unique(16), Counter.Key.fresh());
        return new Spend(booking, Spend.Channel.OFFLINE, Order.of(fen), List.of());
    }

    private CardOrder reissue(String number) {
        var booking = counter.booking(new CardRef.ById(card), "CARD", "R" + Shop.unique(16), Counter.Key.fresh());
        return new CardOrder(booking, new CardDeed.Reissue(number));
    }

    private void frozen() {
        var frozen = counter.owner().post("/admin/cards/" + card + "/freeze", Map.of("reason", "挂失"));
        assertThat(frozen.status()).as(frozen.body()).isEqualTo(200);
    }

    private static String outcome(Supplier<? extends Booked<?>> answer) {
        return Counter.outcome(() -> assertThat(answer.get().repeated()).isFalse());
    }

    private List<String> inOneBatch(List<? extends Command<?>> commands) {
        try (var shard = OneShard.of(house, commands.size())) {
            return shard.batch(commands).stream().map(ReissuesTest::outcome).toList();
        }
    }

    @Test
    void in_the_very_batch_that_renumbers_a_lost_card_the_old_number_pays_for_nothing_any_more() {
        counter.booked(counter.topUp(card, 1_000, 0, Counter.Key.fresh()));
        frozen();
        var byId = counter.spend(card, "I" + Shop.unique(16), 10, Counter.Key.fresh());
        assertThat(inOneBatch(
                        List.of(byNumber(former, 100), reissue("N-" + Shop.unique(8)), byNumber(former, 100), byId)))
                .containsExactly("CARD_FROZEN", "done", "CARD_NOT_FOUND", "done");
        assertThat(counter.balanceOf(card)).isEqualTo(990);
    }

    @Test
    void what_came_before_the_new_number_in_its_batch_is_booked() {
        counter.booked(counter.topUp(card, 1_000, 0, Counter.Key.fresh()));
        assertThat(inOneBatch(List.of(byNumber(former, 100), reissue("N-" + Shop.unique(8)), byNumber(former, 100))))
                .containsExactly("done", "done", "CARD_NOT_FOUND");
        assertThat(counter.balanceOf(card)).isEqualTo(900);
    }

    @Test
    void of_two_hundred_orders_by_the_old_number_around_a_new_one_none_is_paid_after_it_and_none_is_lost() {
        counter.booked(counter.topUp(card, MANY, 0, Counter.Key.fresh()));
        var next = "N-" + Shop.unique(8);
        var outcomes = Counter.atOnce(
                MANY,
                i -> i == MANY / 2
                        ? Counter.outcome(() -> Patience.submitted(books, reissue(next))) + " anew"
                        : Counter.outcome(() -> Patience.submitted(books, byNumber(former, 1))));
        assertThat(outcomes).isSubsetOf("done", "CARD_NOT_FOUND", "done anew").containsOnlyOnce("done anew");
        var done = outcomes.stream().filter("done"::equals).count();
        assertThat(counter.balanceOf(card)).isEqualTo(MANY - done);
        assertThat(Counter.outcome(() -> books.submit(byNumber(former, 1)))).isEqualTo("CARD_NOT_FOUND");
        counter.booked(byNumber(next, 1));
        assertThat(counter.balanceOf(card)).isEqualTo(MANY - done - 1);
    }
}
