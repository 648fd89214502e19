package io.kabao.kernel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.kernel.ModuleTest;
import io.kabao.kernel.Together;
import io.kabao.kernel.tenancy.Tenancy;
import io.kabao.kernel.work.PermanentFailure;
import io.kabao.kernel.work.Retries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@ModuleTest
class InboxDrainTest {

    private final InboxBench bench;

    InboxDrainTest(@Autowired AutowireCapableBeanFactory beans) {
        this.bench = beans.createBean(InboxBench.class);
    }

    /** What failed is due again when the test says so. */
    @BeforeEach
    void stop_the_clock() {
        bench.clock.stop();
    }

    @AfterEach
    void stop() {
        bench.close();
        bench.clock.goOn();
    }

    @Test
    void twenty_copies_in_parallel_have_one_effect() throws Exception {
        bench.drain(bench::happen);
        bench.drain(bench::happen);
        var fresh = Together.run(20, _ -> bench.inbox.receive(bench.push("msg-1", "1")));
        assertThat(fresh).filteredOn(isNew -> isNew).hasSize(1);
        bench.awaitNoneWaiting();
        assertThat(bench.happened()).containsExactly(1L);
    }

    @Test
    void a_hundred_pushes_twenty_times_each_in_any_order_have_a_hundred_effects() throws Exception {
        bench.drain(bench::happen);
        bench.drain(bench::happen);
        var fresh = Together.run(20, thread -> receiveShuffled(100, thread));
        assertThat(fresh.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
        bench.awaitNoneWaiting();
        assertThat(bench.happened())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 100).boxed().toList());
    }

    @Test
    void two_drains_process_each_push_exactly_once() {
        var byDrain = new ConcurrentHashMap<Integer, Integer>();
        bench.drain(message -> {
            byDrain.merge(1, 1, Integer::sum);
            bench.happen(message);
        });
        bench.drain(message -> {
            byDrain.merge(2, 1, Integer::sum);
            bench.happen(message);
        });
        bench.inbox.receiveAll(IntStream.range(0, 300)
                .mapToObj(i -> bench.push("msg-" + i, String.valueOf(i)))
                .toList());
        bench.awaitNoneWaiting();
        assertThat(bench.happened())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 300).boxed().toList());
        assertThat(byDrain).as("both took part").containsOnlyKeys(1, 2);
    }

    @Test
    void one_that_fails_among_many_costs_the_others_nothing_and_itself_one_attempt() {
        bench.drain(message -> {
            bench.happen(message);
            if (message.payload().equals("40")) {
                throw new IllegalStateException("c4nary");
            }
        });
        bench.inbox.receiveAll(many(80));
        await().until(() -> bench.counted("done") == 79 && bench.counted("failed") == 1);
        assertThat(bench.happened())
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 80)
                        .filter(number -> number != 40)
                        .boxed()
                        .toList());
        assertThat(bench.entries())
                .allSatisfy(entry -> assertThat(entry.attempts()).isOne());
        assertThat(bench.entries())
                .filteredOn(entry -> entry.status() == InboxStatus.WAITING)
                .hasSize(1);
    }

    @Test
    void many_are_processed_in_few_transactions_and_a_slow_one_is_done_once_with_all_behind_it() {
        var taken = new AtomicInteger();
        var transactions = ConcurrentHashMap.<Object>newKeySet();
        bench.drain(message -> {
            taken.incrementAndGet();
            TransactionSynchronizationManager.getResourceMap().values().stream()
                    .filter(ConnectionHolder.class::isInstance)
                    .forEach(transactions::add);
            bench.happen(message);
            if (message.payload().equals("3")) {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            }
        });
        bench.inbox.receiveAll(many(300));
        bench.awaitNoneWaiting();
        assertThat(bench.happened())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 300).boxed().toList());
        assertThat(taken).hasValue(300);
        assertThat(transactions).hasSizeLessThan(150);
    }

    private List<Push> many(int pushes) {
        return IntStream.range(0, pushes)
                .mapToObj(i -> bench.push("msg-" + i, String.valueOf(i)))
                .toList();
    }

    @Test
    void a_handler_that_fails_half_way_leaves_nothing_and_is_tried_again() {
        var calls = new AtomicInteger();
        bench.drain(message -> {
            bench.happen(message);
            if (calls.incrementAndGet() <= 3) {
                throw new IllegalStateException("c4nary");
            }
        });
        bench.inbox.receive(bench.push("msg", "1"));
        for (var attempt = 1; attempt <= 3; attempt++) {
            var failed = bench.awaitAttempts(attempt);
            assertThat(bench.happened()).isEmpty();
            assertThat(failed.lastError()).isEqualTo("IllegalStateException");
            var longest = Duration.ofSeconds(1L << (attempt - 1));
            assertThat(Duration.between(bench.clock.instant(), failed.nextAttemptAt()))
                    .isBetween(longest.dividedBy(2), longest);
            bench.advance(longest);
        }
        var done = bench.awaitStatus(InboxStatus.DONE);
        assertThat(bench.happened()).containsExactly(1L);
        assertThat(done.attempts()).isEqualTo(4);
        assertThat(done.lastError()).isNull();
        await().until(() -> bench.counted("done") == 1 && bench.counted("failed") == 3);
    }

    @Test
    void an_error_counts_as_a_failed_attempt_too() {
        var calls = new AtomicInteger();
        bench.drain(message -> {
            if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            bench.happen(message);
        });
        bench.inbox.receive(bench.push("msg", "1"));
        assertThat(bench.awaitAttempts(1).lastError()).isEqualTo("StackOverflowError");
        bench.advance(Duration.ofSeconds(1));
        bench.awaitStatus(InboxStatus.DONE);
        assertThat(bench.happened()).containsExactly(1L);
    }

    @Test
    void a_connection_that_breaks_in_the_middle_leaves_nothing_and_the_push_is_tried_again() {
        var broken = new AtomicBoolean(true);
        bench.drain(message -> {
            bench.happen(message);
            if (broken.getAndSet(false)) {
                bench.effects.jdbc().sql("KILL CONNECTION_ID()").update();
            }
        });
        bench.inbox.receive(bench.push("msg", "1"));
        bench.awaitAttempts(1);
        assertThat(bench.happened()).isEmpty();
        bench.advance(Duration.ofSeconds(1));
        bench.awaitStatus(InboxStatus.DONE);
        assertThat(bench.happened()).containsExactly(1L);
    }

    @Test
    void a_push_that_always_fails_does_not_stop_the_others_and_is_given_up_in_the_end() {
        bench.drain(message -> {
            if (message.payload().equals("0")) {
                throw new IllegalStateException();
            }
            bench.happen(message);
        });
        bench.inbox.receiveAll(IntStream.range(0, 50)
                .mapToObj(i -> bench.push("msg-" + i, String.valueOf(i)))
                .toList());
        await().until(() -> bench.happened().size() == 49);
        for (var attempt = 1; attempt < Retries.MOST; attempt++) {
            var failures = attempt;
            await().until(() -> bench.counted("failed") == failures);
            bench.advance(Duration.ofHours(1));
        }
        await().until(() -> bench.counted("given_up") == 1);
        assertThat(bench.entries())
                .filteredOn(entry -> entry.status() == InboxStatus.GIVEN_UP)
                .singleElement()
                .satisfies(entry -> assertThat(entry.attempts()).isEqualTo(Retries.MOST));
        assertThat(bench.happened()).hasSize(49).doesNotContain(0L);
    }

    @Test
    void what_can_never_be_processed_is_given_up_at_once_and_may_be_replayed() {
        var broken = new AtomicBoolean(true);
        bench.drain(message -> {
            bench.happen(message);
            if (broken.get()) {
                throw new PermanentFailure("unknown event");
            }
        });
        bench.inbox.receive(bench.push("msg", "1"));
        var given = bench.awaitStatus(InboxStatus.GIVEN_UP);
        assertThat(given.attempts()).isOne();
        assertThat(given.lastError()).isEqualTo("PermanentFailure: unknown event");
        broken.set(false);
        bench.inbox.replay(bench.merchantId, given.id());
        bench.awaitStatus(InboxStatus.DONE);
        assertThat(bench.happened()).containsExactly(1L);
    }

    @Test
    void what_a_push_said_is_forgotten_once_it_is_done_and_a_copy_is_still_known() {
        bench.drain(bench::happen);
        bench.inbox.receive(bench.push("msg", "1"));
        bench.awaitStatus(InboxStatus.DONE);
        assertThat(bench.effects
                        .jdbc()
                        .sql("SELECT LENGTH(payload) FROM inbox WHERE source = ?")
                        .param(bench.source)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(bench.inbox.receive(bench.push("msg", "1"))).isFalse();
        assertThat(bench.happened()).containsExactly(1L);
    }

    @Test
    void a_copy_that_comes_while_the_push_is_processed_is_answered_at_once() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        bench.drain(message -> {
            bench.happen(message);
            begun.countDown();
            waitFor(mayEnd);
        });
        bench.inbox.receive(bench.push("msg", "1"));
        begun.await();
        // Were these made to wait for the handler, it would never be told to end and they would run into the time-out.
        assertThat(bench.inbox.receive(bench.push("msg", "1"))).isFalse();
        assertThat(bench.inbox.receiveAll(List.of(bench.push("msg", "1"), bench.push("other", "2"))))
                .isEqualTo(1);
        mayEnd.countDown();
        bench.awaitNoneWaiting();
        assertThat(bench.happened()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void a_handler_runs_in_the_transaction_and_with_its_merchant_bound() {
        var transactional = new AtomicReference<Boolean>();
        var bound = new AtomicReference<Long>();
        bench.drain(_ -> {
            transactional.set(TransactionSynchronizationManager.isActualTransactionActive());
            bound.set(Tenancy.merchantId());
        });
        bench.inbox.receive(bench.push("msg", "1"));
        bench.awaitStatus(InboxStatus.DONE);
        assertThat(transactional).hasValue(true);
        assertThat(bound).hasValue(bench.merchantId);
    }

    /** Takes in pushes 0 to n-1 in an order of the thread's own; some threads one by one, some in bursts. */
    private int receiveShuffled(int pushes, int thread) {
        var order = new ArrayList<>(IntStream.range(0, pushes)
                .mapToObj(i -> bench.push("msg-" + i, String.valueOf(i)))
                .toList());
        Collections.shuffle(order, new Random(thread));
        if (thread % 2 == 0) {
            return order.stream()
                    .mapToInt(push -> bench.inbox.receive(push) ? 1 : 0)
                    .sum();
        }
        return bench.inbox.receiveAll(order.subList(0, 60)) + bench.inbox.receiveAll(order.subList(60, pushes));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
