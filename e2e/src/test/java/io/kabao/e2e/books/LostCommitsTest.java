package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.ledger.Booked;
import io.kabao.ledger.OneShard;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connection is lost at the very commit, which happened: whoever asked is never told that nothing was done. */
class LostCommitsTest {

    private final House house = House.shared();
    private final Counter counter = new Counter(house);

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    private void lockHolderOf(long card, Connection somebody) throws SQLException {
        var holder = counter.rows().number("SELECT holder_id FROM member_card WHERE id = " + card);
        try (var statement = somebody.createStatement();
                var rows = statement.executeQuery("SELECT id FROM holder WHERE id = " + holder + " FOR UPDATE")) {
            assertThat(rows.next()).isTrue();
        }
    }

    private long txnsOf(long card) {
        return counter.rows().number("SELECT COUNT(*) FROM txn WHERE card_id = " + card);
    }

    private static String outcome(Supplier<? extends Booked<?>> answer) {
        return Counter.outcome(() -> assertThat(answer.get().repeated()).isFalse());
    }

    @Test
    void a_commit_that_nobody_heard_of_is_found_and_answered_and_nothing_is_done_twice() {
        var card = counter.card();
        var other = counter.card();
        var topUp = counter.topUp(card, 700, 0, Counter.Key.fresh());
        var beside = counter.topUp(other, 300, 0, Counter.Key.fresh());
        try (var shard = OneShard.deafToOneCommit(house, () -> {})) {
            assertThat(shard.batch(List.of(topUp, beside)))
                    .allSatisfy(answer -> assertThat(answer.get().repeated()).isTrue());
            assertThat(outcome(shard.batch(List.of(counter.topUp(card, 50, 0, Counter.Key.fresh())))
                            .getFirst()))
                    .isEqualTo("done");
        }
        assertThat(counter.balanceOf(card)).isEqualTo(750);
        assertThat(counter.balanceOf(other)).isEqualTo(300);
        assertThat(txnsOf(card)).isEqualTo(2);
        assertThat(txnsOf(other)).isOne();
    }

    @Test
    void whoever_is_held_up_after_such_a_commit_is_told_that_nobody_knows_and_learns_it_by_asking_again()
            throws Exception {
        var held = counter.card();
        var card = counter.card();
        var topUp = counter.topUp(card, 700, 0, Counter.Key.fresh());
        try (var somebody = house.sandbox().database().adminConnection()) {
            somebody.setAutoCommit(false);
            lockHolderOf(held, somebody);
            try (var shard = OneShard.deafToOneCommit(house, () -> lockHolderOf(card, somebody))) {
                // It makes the writer impatient, so that both wait in the queue for what somebody has.
                var locked = shard.queue(counter.topUp(held, 300, 0, Counter.Key.fresh()));
                var unheard = shard.queue(topUp);
                shard.started();
                assertThat(outcome(unheard)).isEqualTo("OUTCOME_UNKNOWN");
                assertThat(outcome(locked)).as("of this nothing was committed").isEqualTo("NOT_EXECUTED");
                somebody.rollback();
                assertThat(shard.queue(topUp).get().repeated()).isTrue();
            }
        }
        assertThat(counter.balanceOf(card)).isEqualTo(700);
        assertThat(txnsOf(card)).isOne();
        assertThat(counter.balanceOf(held)).isZero();
    }
}
