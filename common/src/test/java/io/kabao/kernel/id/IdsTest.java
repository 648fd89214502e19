package io.kabao.kernel.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kabao.kernel.ModuleTest;
import io.kabao.kernel.Together;
import io.kabao.sandbox.Sandbox;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** Instances that share one table of worker numbers and little else: not even the time. */
@ModuleTest
class IdsTest {

    @Autowired
    private WorkerLeaseMapper mapper;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void a_place_to_note_how_the_numbers_were() {
        change("CREATE TABLE IF NOT EXISTS id_worker_before LIKE id_worker");
    }

    @AfterEach
    void all_numbers_are_as_they_were() {
        change("""
            UPDATE id_worker JOIN id_worker_before USING (worker)
            SET id_worker.leased_until = id_worker_before.leased_until
            WHERE id_worker.leased_until = '2099-01-01'
            """);
    }

    @Test
    void times_before_and_after_all_ids_are_those_of_the_first_and_the_last() {
        assertThat(Ids.firstOf(Instant.MIN)).isZero();
        assertThat(Ids.firstOf(Ids.EPOCH)).isZero();
        assertThat(Ids.firstOf(Instant.MAX)).isEqualTo(Ids.firstOf(Instant.parse("2999-01-01T00:00:00Z")));
        assertThat(Ids.timeOf(Ids.firstOf(Instant.parse("2026-11-27T04:00:00Z"))))
                .isEqualTo("2026-11-27T04:00:00Z");
    }

    @Test
    void ids_of_one_instance_are_unique_and_grow_however_many_threads_ask() throws Exception {
        var ids = instance(Clock.tickMillis(ZoneOffset.UTC));
        var made = Together.run(
                8, _ -> LongStream.generate(ids::next).limit(100_000).toArray());
        assertThat(made).allSatisfy(ofThread -> assertThat(ofThread).isSorted());
        assertThat(made.stream().flatMapToLong(Arrays::stream).distinct().count())
                .isEqualTo(800_000);
    }

    @Test
    void instances_whose_clocks_disagree_never_make_the_same_id() throws Exception {
        var real = Clock.tickMillis(ZoneOffset.UTC);
        var instances = new Ids[] {
            instance(Clock.offset(real, Duration.ofMinutes(-5))),
            instance(real),
            instance(Clock.offset(real, Duration.ofMinutes(5)))
        };
        var made = Together.run(
                3,
                number -> LongStream.generate(instances[number]::next)
                        .limit(50_000)
                        .toArray());
        assertThat(made).allSatisfy(ofInstance -> assertThat(ofInstance).isSorted());
        assertThat(made.stream().flatMapToLong(Arrays::stream).distinct().count())
                .isEqualTo(150_000);
    }

    @Test
    void an_instance_that_was_frozen_beyond_its_lease_gives_way_to_its_successor() {
        var frozensClock = new HandClock();
        var frozen = instance(frozensClock);
        var number = frozen.worker();
        var before = ids(frozen, 5_000);
        leaveFree(number);

        var successorsClock = new HandClock();
        successorsClock.now = frozensClock.now.plus(WorkerLeases.LENGTH).plusSeconds(1);
        var successor = instance(successorsClock);
        assertThat(successor.worker()).as("the number changed hands").isEqualTo(number);
        var successors = ids(successor, 5_000);
        // It has not noticed yet: its clock stands inside its old lease.
        var unaware = ids(frozen, 5_000);

        all_numbers_are_as_they_were();
        frozensClock.now = successorsClock.now;
        var awake = ids(frozen, 5_000);
        assertThat(frozen.worker()).isNotEqualTo(number);
        assertThat(awake[0]).isGreaterThan(unaware[unaware.length - 1]);
        assertThat(Arrays.asList(before, unaware, awake, successors).stream()
                        .flatMapToLong(Arrays::stream)
                        .distinct()
                        .count())
                .isEqualTo(20_000);
    }

    @Test
    void a_successor_with_a_slow_clock_starts_where_the_lease_before_ended() {
        var fast = new HandClock();
        fast.now = fast.now.plus(Duration.ofMinutes(5));
        var first = instance(fast);
        var number = first.worker();
        var firsts = ids(first, 1_000);
        first.giveBack();
        leaveFree(number);
        // Given back a moment ago by a clock that was five minutes ahead: by this one's time that is still to come.
        var slow = new HandClock();
        slow.now = fast.now.plus(1, ChronoUnit.MILLIS);
        var second = instance(slow);
        slow.now = slow.now.minus(Duration.ofMinutes(5));
        assertThat(second.worker()).isEqualTo(number);
        assertThat(ids(second, 1_000)[0]).isGreaterThan(firsts[firsts.length - 1]);
    }

    @Test
    void a_clock_that_goes_back_or_stands_still_does_not_stop_ids_from_growing() {
        var clock = new HandClock();
        var ids = instance(clock);
        var before = ids(ids, 10_000);
        clock.now = clock.now.minus(Duration.ofHours(1));
        var after = ids(ids, 10_000);
        assertThat(before).isSorted().doesNotHaveDuplicates();
        assertThat(after).isSorted().doesNotHaveDuplicates();
        assertThat(after[0]).isGreaterThan(before[before.length - 1]);
    }

    @Test
    void a_lease_is_renewed_when_ids_are_borrowed_beyond_its_end() {
        var clock = new HandClock();
        var ids = instance(clock);
        var number = ids.worker();
        var last = 0L;
        // More than a lease holds while the clock stands still.
        var more = WorkerLeases.LENGTH.toMillis() * 4096 / 100;
        for (var i = 0L; i < more; i++) {
            last = ids.next();
        }
        clock.now = clock.now.plus(WorkerLeases.LENGTH.multipliedBy(3));
        assertThat(ids.next()).isGreaterThan(last);
        assertThat(ids.worker()).as("nobody else wanted the number").isEqualTo(number);
    }

    @Test
    void when_all_numbers_are_leased_the_start_fails_and_says_so() {
        leaveFree(-1);
        assertThatIllegalStateException()
                .isThrownBy(() -> instance(new HandClock()))
                .withMessage("All 1024 worker numbers of ids are leased");
    }

    private Ids instance(Clock clock) {
        return new Ids(clock, new WorkerLeases(mapper, clock, transactions));
    }

    private static long[] ids(Ids from, int count) {
        return LongStream.generate(from::next).limit(count).toArray();
    }

    /** All other numbers are leased until further notice, so that the next instance gets this one. */
    private static void leaveFree(int number) {
        change("REPLACE INTO id_worker_before SELECT * FROM id_worker WHERE leased_until <> '2099-01-01'");
        change("UPDATE id_worker SET leased_until = '2099-01-01' WHERE worker <> " + number);
    }

    private static void change(String statement) {
        try (var connection = Sandbox.shared().database().adminConnection();
                var change = connection.createStatement()) {
            change.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** Stands still until it is put elsewhere. */
    private static final class HandClock extends Clock {

        private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("The house's clock is read in UTC alone");
        }
    }
}
