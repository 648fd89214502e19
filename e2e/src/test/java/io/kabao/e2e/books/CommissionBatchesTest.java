package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Command;
import io.kabao.ledger.OneShard;
import io.kabao.referral.Settling;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settlements of commissions and refunds of their orders, in one batch of the books. */
class CommissionBatchesTest {

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Friends friends = Friends.at(counter);
    private final Settling settling = new Settling(house);

    @BeforeEach
    void nobodySettlesByItself() {
        friends.inForce(Friends.rule("AMOUNT", "waitingDays", 7));
    }

    @AfterEach
    void booksAreRight() {
        counter.assertBooksAreRight();
    }

    private Command<?> refund(Answer order, long fen) {
        return counter.refund(friends.card(Friends.E), Long.parseLong(order.text("/id")), fen, Counter.Key.fresh());
    }

    private static String outcome(Supplier<? extends Booked<?>> answer) {
        return Counter.outcome(() -> assertThat(answer.get().repeated()).isFalse());
    }

    /** The level 0 is the buyer's, on whose holder the refund is as well; 1 is on another one. */
    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "1, true", "1, false"})
    void a_refund_beside_the_settlement_is_netted_afterwards_whichever_comes_first(int level, boolean refundFirst) {
        var order = friends.buy(Map.of("amountFen", 10_000));
        var refund = refund(order, 4_000);
        var settlement = settling.first(friends.fact(order, level));
        var batch = refundFirst ? List.of(refund, settlement) : List.of(settlement, refund);
        try (var shard = OneShard.of(house, 16)) {
            assertThat(shard.batch(batch).stream().map(CommissionBatchesTest::outcome))
                    .containsOnly("done");
        }
        counter.pass(Duration.ofDays(8));
        friends.awaitSettled();
        assertThat(friends.of("commission_fen")).as("of 60 yuan").containsExactly(0L, 30L, 60L, 120L, 60L);
        assertThat(friends.of("debt_fen")).containsOnly(0L);
    }

    @Test
    void a_batch_locks_the_older_fact_first_whatever_it_does_with_which() throws Exception {
        var older = friends.buy(Map.of("amountFen", 10_000));
        var newer = friends.buy(Map.of("amountFen", 20_000));
        var commands = List.of(settling.first(friends.fact(newer, 1)), refund(older, 1_000));
        try (var somebody = house.sandbox().database().adminConnection();
                var looking = house.sandbox().database().adminConnection();
                var shard = OneShard.of(house, 16)) {
            somebody.setAutoCommit(false);
            looking.setAutoCommit(false);
            lock(somebody, friends.fact(older, 0), "");
            var answers = CompletableFuture.supplyAsync(() -> shard.batch(commands));
            Awaitility.await("a batch that waits").until(this::isOneWaiting);
            lock(looking, friends.fact(newer, 1), " NOWAIT");
            looking.rollback();
            somebody.rollback();
            assertThat(answers.join().stream().map(CommissionBatchesTest::outcome))
                    .containsOnly("done");
        }
    }

    private boolean isOneWaiting() {
        return counter.rows()
                        .number("SELECT COUNT(*) FROM information_schema.innodb_trx"
                                + " WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%FROM commission%'")
                > 0;
    }

    private static void lock(Connection connection, long fact, String how) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT id FROM commission WHERE id = " + fact + " FOR UPDATE" + how)) {
            assertThat(rows.next()).isTrue();
        }
    }
}
