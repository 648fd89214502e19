package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Booked;
import io.kabao.ledger.OneShard;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else holds rows that a writer needs, for long: who needs them waits or is told, and nobody else notices. */
class BooksLocksTest {

    /** Longer than a writer waits for a lock, at most two seconds; after four the command would be given up. */
    private static final Duration HELD_UP = Duration.ofMillis(2_500);

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private Connection somebody;

    @BeforeEach
    void somebodyComes() throws SQLException {
        somebody = house.sandbox().database().adminConnection();
        somebody.setAutoCommit(false);
    }

    @AfterEach
    void somebodyLeaves() throws SQLException {
        somebody.close();
        counter.assertBooksAreRight();
    }

    private void lock(String table, String where) throws SQLException {
        try (var statement = somebody.createStatement();
                var rows = statement.executeQuery("SELECT id FROM " + table + " WHERE " + where + " FOR UPDATE")) {
            assertThat(rows.next()).as(table).isTrue();
        }
    }

    private void lockHolderOf(long card) throws SQLException {
        lock("holder", "id = " + counter.rows().number("SELECT holder_id FROM member_card WHERE id = " + card));
    }

    private void letGo() throws SQLException {
        somebody.rollback();
    }

    private static String outcome(Supplier<? extends Booked<?>> answer) {
        return Counter.outcome(() -> assertThat(answer.get().repeated()).isFalse());
    }

    @Test
    void a_command_that_waited_in_vain_for_its_holder_is_done_once_the_holder_is_free() throws Exception {
        var card = counter.card();
        lockHolderOf(card);
        try (var shard = OneShard.of(house, 16).connected().started()) {
            var topUp = shard.queue(counter.topUp(card, 700, 0, Counter.Key.fresh()));
            LockSupport.parkNanos(HELD_UP.toNanos());
            letGo();
            assertThat(outcome(topUp)).isEqualTo("done");
        }
        assertThat(counter.balanceOf(card)).isEqualTo(700);
    }

    @Test
    void a_command_whose_holder_stays_locked_was_not_executed_and_says_so() throws Exception {
        var card = counter.card();
        var other = counter.card();
        lockHolderOf(card);
        try (var shard = OneShard.of(house, 16)) {
            var key = Counter.Key.fresh();
            var topUp = shard.queue(counter.topUp(card, 700, 0, key));
            var beside = shard.queue(counter.topUp(other, 300, 0, Counter.Key.fresh()));
            shard.started();
            assertThat(outcome(beside)).isEqualTo("done");
            assertThat(outcome(topUp)).isEqualTo("NOT_EXECUTED");
            letGo();
            assertThat(outcome(shard.queue(counter.topUp(card, 700, 0, key)))).isEqualTo("done");
        }
        assertThat(counter.balanceOf(card)).isEqualTo(700);
        assertThat(counter.balanceOf(other)).isEqualTo(300);
    }

    @Test
    void a_count_that_stays_locked_holds_up_those_who_are_counted_and_nobody_else() throws Exception {
        var card = counter.card();
        var other = counter.card();
        var colleague = counter.hire(BuiltInRole.CASHIER);
        counter.booked(counter.topUp(card, 1_000, 0, Counter.Key.fresh()));
        assertThat(topUp(colleague.api(), other, "k-" + Shop.unique(20))).isEqualTo(201);
        assertThat(topUp(counter.owner(), card, "k-" + Shop.unique(20))).isEqualTo(201);
        var day = "SELECT t.id FROM day_takings t JOIN operator o ON o.id = t.operator_id WHERE o.account = '"
                + counter.account() + "'";
        lock("day_takings", "id = " + counter.rows().number(day));
        var key = "k-" + Shop.unique(20);
        assertThat(topUp(counter.owner(), card, key)).isEqualTo(503);
        assertThat(topUp(colleague.api(), other, "k-" + Shop.unique(20))).isEqualTo(201);
        counter.booked(counter.spend(card, "L-" + card, 400, Counter.Key.fresh()));
        letGo();
        assertThat(topUp(counter.owner(), card, key)).isEqualTo(201);
        assertThat(counter.balanceOf(card)).isEqualTo(800);
        assertThat(counter.balanceOf(other)).isEqualTo(200);
    }

    @Test
    void of_one_batch_only_those_wait_whose_count_or_rule_somebody_else_holds() throws Exception {
        var cards = counter.cards(3);
        var rule = counter.rule(Map.of("name", "充一百", "amountFen", 10_000, "bonusFen", 1_000));
        var free = counter.rule(Map.of("name", "充二百", "amountFen", 20_000, "bonusFen", 1_000));
        lock("topup_rule", "id = " + rule);
        try (var shard = OneShard.of(house, 16)) {
            var held = shard.queue(counter.topUpBy(rule, cards.get(0), 10_000));
            var beside = shard.queue(counter.topUpBy(free, cards.get(1), 20_000));
            var without = shard.queue(counter.topUp(cards.get(2), 5_000, 0, Counter.Key.fresh()));
            shard.started();
            assertThat(outcome(beside)).isEqualTo("done");
            assertThat(outcome(without)).isEqualTo("done");
            assertThat(outcome(held)).isEqualTo("NOT_EXECUTED");
        }
        assertThat(counter.balanceOf(cards.get(0))).isZero();
        assertThat(counter.balanceOf(cards.get(1))).isEqualTo(21_000);
    }

    private static int topUp(Api who, long card, String key) {
        var body = Map.of("card", Map.of("cardId", Long.toString(card)), "amountFen", 100, "means", "CASH");
        return who.with("Idempotency-Key", key).post("/admin/topups", body).status();
    }
}
