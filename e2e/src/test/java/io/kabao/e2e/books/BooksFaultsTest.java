package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.zaxxer.hikari.HikariDataSource;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Booked;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.Command;
import io.kabao.ledger.OneShard;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong within a house's writers: it costs those whom it concerns, and nobody else. */
class BooksFaultsTest {

    private static final int BATCHES = Soak.count(100, 2_000);
    private static final int OF_A_BATCH = 8;
    private static final int BATCH_MOST = 128;
    private static final int LANE = 1_000;

    /** Of a full batch, for commands that may wait, while others are served. */
    private static final int FIFTH = BATCH_MOST / 5;

    /** Five seconds that a database may be away, some until a connection is not got, and a slow machine. */
    private static final Duration GIVEN_UP_WITHIN = Duration.ofSeconds(20);

    private static final Duration SOON = Duration.ofMillis(50);

    private final House house = House.shared();
    private final Counter counter = new Counter(house);

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    /** One more merchant and a card of theirs. */
    private record Other(Counter counter, long card) {

        static Other of(Counter counter) {
            return new Other(counter, counter.card());
        }

        Errand errand() {
            return BooksFaultsTest.errand(counter, card, Errand.Way.WELL);
        }
    }

    private static Errand errand(Counter of, long card, Errand.Way way) {
        var booking = of.booking(new CardRef.ById(card), Errand.TYPE, "E" + Shop.unique(20), Counter.Key.fresh());
        return new Errand(booking, way, false);
    }

    private Errand inBackground(long card) {
        var errand = errand(counter, card, Errand.Way.WELL);
        return new Errand(errand.booking(), errand.way(), true);
    }

    private long txns(Counter of, String type) {
        return of.rows()
                .number("SELECT COUNT(*) FROM txn WHERE merchant_id = " + of.merchantId() + " AND biz_type = '" + type
                        + "'");
    }

    private OneShard shard(int batchMost) {
        return OneShard.of(house, batchMost, new Errand.Kind());
    }

    @Test
    void in_each_of_a_hundred_batches_one_command_breaks_and_all_others_are_booked() {
        var cards = counter.cards(OF_A_BATCH);
        cards.forEach(card -> counter.booked(counter.topUp(card, 100_000, 20_000, Counter.Key.fresh())));
        var ways = EnumSet.complementOf(EnumSet.of(Errand.Way.WELL)).stream().toList();
        try (var shard = shard(BATCH_MOST)) {
            for (var batch = 0; batch < BATCHES; batch++) {
                var broken = batch % OF_A_BATCH;
                var commands = new ArrayList<Command<?>>();
                for (var place = 0; place < OF_A_BATCH; place++) {
                    commands.add(
                            place == broken
                                    ? errand(counter, cards.get(place), ways.get(batch % ways.size()))
                                    : counter.spend(cards.get(place), "S" + Shop.unique(16), 1, Counter.Key.fresh()));
                }
                var expected = new ArrayList<>(Collections.nCopies(OF_A_BATCH, "done"));
                expected.set(broken, "OUTCOME_UNKNOWN");
                assertThat(shard.batch(commands).stream().map(BooksFaultsTest::outcome))
                        .as("%s", commands.get(broken))
                        .containsExactlyElementsOf(expected);
            }
        }
        assertThat(txns(counter, Errand.TYPE)).isZero();
        assertThat(txns(counter, "SPEND")).isEqualTo((OF_A_BATCH - 1L) * BATCHES);
        assertThat(cards.stream().mapToLong(counter::balanceOf).sum())
                .isEqualTo(OF_A_BATCH * 120_000L - (OF_A_BATCH - 1L) * BATCHES);
    }

    @Test
    void a_writer_goes_on_after_a_command_that_ran_out_of_stack() {
        var card = counter.card();
        try (var shard = shard(BATCH_MOST).started()) {
            var broken = shard.queue(errand(counter, card, Errand.Way.RUNS_OUT_OF_STACK));
            assertThat(outcome(broken)).isEqualTo("OUTCOME_UNKNOWN");
            assertThat(outcome(shard.queue(errand(counter, card, Errand.Way.WELL))))
                    .isEqualTo("done");
        }
        assertThat(txns(counter, Errand.TYPE)).isOne();
    }

    @Test
    void a_batch_that_finds_no_database_waits_for_it_once_and_not_one_by_one() {
        var card = counter.card();
        var commands = IntStream.range(0, 20)
                .mapToObj(i -> counter.topUp(card, 100, 0, Counter.Key.fresh()))
                .toList();
        try (var shard = OneShard.withoutDatabase(house)) {
            var told = assertTimeoutPreemptively(GIVEN_UP_WITHIN, () -> shard.batch(commands));
            assertThat(told.stream().map(BooksFaultsTest::outcome))
                    .hasSameSizeAs(commands)
                    .containsOnly("OUTCOME_UNKNOWN");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 128})
    void whoever_stands_at_the_till_is_served_before_a_flood_of_what_may_wait(int batchMost) {
        var card = counter.card();
        counter.booked(counter.topUp(card, 1_000, 0, Counter.Key.fresh()));
        try (var shard = shard(batchMost)) {
            var flood = IntStream.range(0, 400)
                    .mapToObj(_ -> shard.queue(inBackground(card)))
                    .toList();
            var till = IntStream.range(0, 100)
                    .mapToObj(_ -> shard.queue(counter.spend(card, "T" + Shop.unique(16), 1, Counter.Key.fresh())))
                    .toList();
            shard.started();
            var last = till.stream()
                    .mapToLong(spend -> spend.get().answer().txnId())
                    .max();
            assertThat(flood)
                    .allSatisfy(errand -> assertThat(errand.get().repeated()).isFalse());
            // One in five may wait; the top-up came before all of them.
            assertThat(counter.rows()
                            .number("SELECT COUNT(*) FROM txn WHERE merchant_id = " + counter.merchantId()
                                    + " AND id <= " + last.orElseThrow()))
                    .isBetween(101L, 126L);
        }
    }

    @Test
    void two_at_the_till_wait_for_no_more_than_a_fifth_of_a_batch() {
        var card = counter.card();
        counter.booked(counter.topUp(card, 1_000, 0, Counter.Key.fresh()));
        try (var shard = shard(BATCH_MOST)) {
            var flood = IntStream.range(0, 400)
                    .mapToObj(_ -> shard.queue(inBackground(card)))
                    .toList();
            var spends = LongStream.of(1, 2)
                    .mapToObj(fen -> shard.queue(counter.spend(card, "U" + Shop.unique(16), fen, Counter.Key.fresh())))
                    .toList();
            shard.started();
            var txn = spends.getFirst().get().answer().txnId();
            assertThat(spends.getLast().get().repeated()).isFalse();
            flood.forEach(errand -> assertThat(errand.get().repeated()).isFalse());
            assertThat(counter.rows()
                            .number("SELECT COUNT(*) FROM txn t JOIN txn s ON s.created_at = t.created_at"
                                    + " AND s.merchant_id = t.merchant_id WHERE s.id = " + txn))
                    .as("txns of the batch that served the till")
                    .isBetween(2L, 2L + FIFTH);
        }
    }

    @Test
    void a_full_queue_takes_nothing_more_and_no_merchant_more_than_half_of_it() {
        var first = Other.of(counter);
        var second = Other.of(new Counter(house));
        var third = Other.of(new Counter(house));
        try (var shard = shard(BATCH_MOST)) {
            var taken = new ArrayList<Supplier<? extends Booked<?>>>();
            for (var merchant : List.of(first, second)) {
                IntStream.range(0, LANE / 2).forEach(_ -> taken.add(shard.queue(merchant.errand())));
                assertThat(queueing(shard, merchant.errand())).isEqualTo("NOT_EXECUTED");
            }
            assertThat(queueing(shard, third.errand())).isEqualTo("NOT_EXECUTED");
            assertThat(shard.waiting()).isEqualTo(LANE);
            // What may wait has a queue of its own.
            taken.add(shard.queue(inBackground(first.card())));
            shard.started();
            assertThat(taken).allSatisfy(errand -> assertThat(outcome(errand)).isEqualTo("done"));
            assertThat(outcome(shard.queue(third.errand()))).isEqualTo("done");
        }
        assertThat(txns(counter, Errand.TYPE)).isEqualTo(LANE / 2 + 1);
        assertThat(txns(second.counter(), Errand.TYPE)).isEqualTo(LANE / 2);
        assertThat(txns(third.counter(), Errand.TYPE)).isOne();
    }

    @Test
    void who_gave_up_before_it_was_taken_was_not_executed_and_never_will_be() {
        var card = counter.card();
        counter.booked(counter.topUp(card, 1_000, 0, Counter.Key.fresh()));
        try (var shard = shard(BATCH_MOST)) {
            var impatient = shard.queue(counter.spend(card, "G-" + card, 400, Counter.Key.fresh()), SOON);
            var patient = shard.queue(counter.spend(card, "H-" + card, 1, Counter.Key.fresh()));
            assertThat(outcome(impatient)).isEqualTo("NOT_EXECUTED");
            shard.started();
            assertThat(outcome(patient)).isEqualTo("done");
        }
        assertThat(counter.balanceOf(card)).isEqualTo(999);
    }

    @Test
    void the_books_go_on_while_every_connection_of_the_house_is_taken() throws Exception {
        var card = counter.card();
        var taken = new ArrayList<Connection>();
        var pool = house.adminBean(HikariDataSource.class);
        try (var _ = JobsAtRest.in(house)) {
            // Some come back only now: what looks for work every second has them.
            for (var i = 0; i < pool.getMaximumPoolSize(); i++) {
                taken.add(pool.getConnection());
            }
            assertThat(counter.booked(counter.topUp(card, 700, 0, Counter.Key.fresh()))
                            .balanceFen())
                    .isEqualTo(700);
            var refused = counter.owner()
                    .with("Idempotency-Key", "k-" + Shop.unique(20))
                    .post("/admin/topups", topUp(card));
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.problemCode()).hasValue("DATABASE_UNAVAILABLE");
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        var served =
                counter.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post("/admin/topups", topUp(card));
        assertThat(served.status()).as(served.body()).isEqualTo(201);
        assertThat(counter.balanceOf(card)).isEqualTo(800);
    }

    private static Map<String, Object> topUp(long card) {
        return Map.of("card", Map.of("cardId", Long.toString(card)), "amountFen", 100, "means", "CASH");
    }

    private static String outcome(Supplier<? extends Booked<?>> answer) {
        return Counter.outcome(() -> assertThat(answer.get().repeated()).isFalse());
    }

    private static String queueing(OneShard shard, Command<?> command) {
        return Counter.outcome(() -> shard.queue(command));
    }
}
