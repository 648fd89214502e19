package io.kabao.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kabao.kernel.ModuleTest;
import io.kabao.kernel.tenancy.Tenancy;
import io.kabao.kernel.work.PermanentFailure;
import io.kabao.kernel.work.Retries;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@ModuleTest
class OutboxDrainTest {

    private final OutboxBench bench;

    OutboxDrainTest(@Autowired AutowireCapableBeanFactory beans) {
        this.bench = beans.createBean(OutboxBench.class);
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
    void what_is_put_is_sent_after_the_commit_and_not_before() {
        bench.drain(bench.receiver(_ -> {}));
        var seenInside = new AtomicInteger();
        bench.transaction.executeWithoutResult(_ -> {
            bench.outbox.put(bench.merchantId, List.of(new Outbox.Draft(bench.topic, "hello")));
            bench.outbox.bell().ring();
            seenInside.set(bench.received.size());
        });
        await().until(() -> bench.received.size() == 1);
        assertThat(seenInside).hasValue(0);
        assertThat(bench.received.element().payload()).isEqualTo("hello");
        var entry = bench.awaitStatus(bench.received.element().id(), OutboxStatus.SENT);
        assertThat(entry.attempts()).isOne();
        assertThat(entry.finishedAt()).isNotNull();
        await().until(() -> bench.counted("sent") == 1);
    }

    @Test
    void a_change_that_is_rolled_back_sends_nothing() {
        bench.drain(bench.receiver(_ -> {}));
        bench.transaction.executeWithoutResult(status -> {
            bench.outbox.put(bench.merchantId, List.of(new Outbox.Draft(bench.topic, "undone")));
            status.setRollbackOnly();
        });
        bench.put("kept");
        await().until(() -> bench.received.size() == 1);
        assertThat(bench.received.element().payload()).isEqualTo("kept");
        assertThat(bench.entries()).hasSize(1);
    }

    @Test
    void what_a_message_said_is_forgotten_once_it_is_sent() {
        bench.drain(bench.receiver(_ -> {}));
        bench.transaction.executeWithoutResult(
                _ -> bench.outbox.put(bench.merchantId, List.of(new Outbox.Draft(bench.topic, "+8613800000000"))));
        await().until(() -> bench.jdbc
                .sql("SELECT CONCAT(status, LENGTH(payload)) FROM outbox WHERE topic = ?")
                .param(bench.topic)
                .query(String.class)
                .single()
                .equals("SENT0"));
        assertThat(bench.received.element().payload()).isEqualTo("+8613800000000");
    }

    @Test
    void a_failing_receiver_is_tried_again_later_and_later() {
        var calls = new AtomicInteger();
        bench.drain(bench.receiver(_ -> {
            if (calls.incrementAndGet() <= 4) {
                throw new IllegalStateException("not now: c4nary");
            }
        }));
        var id = bench.put("c4nary").getFirst();
        for (var attempt = 1; attempt <= 4; attempt++) {
            var failed = bench.awaitFailure(id, attempt);
            var longest = Duration.ofSeconds(1L << (attempt - 1));
            var wait = Duration.between(bench.clock.instant(), failed.nextAttemptAt());
            assertThat(wait).isBetween(longest.dividedBy(2), longest);
            assertThat(failed.lastError()).isEqualTo("IllegalStateException");
            bench.jdbc
                    .sql("UPDATE outbox SET last_error = NULL WHERE id = ?")
                    .param(id)
                    .update();
            bench.advance(longest);
        }
        var sent = bench.awaitStatus(id, OutboxStatus.SENT);
        assertThat(sent.attempts()).isEqualTo(5);
        assertThat(sent.lastError()).isNull();
        assertThat(bench.counted("failed")).isEqualTo(4);
    }

    @Test
    void what_can_never_be_sent_is_given_up_at_once() {
        bench.drain(bench.receiver(_ -> {
            throw new PermanentFailure("errcode 40003");
        }));
        var given = bench.awaitStatus(bench.put("x").getFirst(), OutboxStatus.GIVEN_UP);
        assertThat(given.attempts()).isOne();
        assertThat(given.lastError()).isEqualTo("PermanentFailure: errcode ****");
    }

    @Test
    void after_twenty_failures_it_is_given_up_and_a_person_may_have_it_tried_again() {
        var broken = new AtomicBoolean(true);
        bench.drain(bench.receiver(_ -> {
            if (broken.get()) {
                throw new IllegalStateException();
            }
        }));
        var id = bench.put("x").getFirst();
        for (var attempt = 1; attempt < Retries.MOST; attempt++) {
            var count = attempt;
            await().until(() -> bench.entry(id).attempts() == count && bench.counted("failed") == count);
            bench.advance(Duration.ofHours(1));
        }
        var given = bench.awaitStatus(id, OutboxStatus.GIVEN_UP);
        assertThat(given.attempts()).isEqualTo(Retries.MOST);

        bench.outbox.retry(bench.merchantId, id);
        bench.awaitFailure(id, Retries.MOST + 1);
        await().until(() -> bench.counted("failed") == Retries.MOST);
        assertThat(bench.entry(id).status()).isEqualTo(OutboxStatus.WAITING);

        broken.set(false);
        bench.outbox.retry(bench.merchantId, id);
        bench.awaitStatus(id, OutboxStatus.SENT);
    }

    @Test
    void two_drains_send_each_message_once_and_lose_none() {
        var byDrain = new ConcurrentHashMap<Integer, Integer>();
        bench.drain(bench.receiver(_ -> byDrain.merge(1, 1, Integer::sum)));
        bench.drain(bench.receiver(_ -> byDrain.merge(2, 1, Integer::sum)));
        var payloads = IntStream.range(0, 400).mapToObj(String::valueOf).toArray(String[]::new);
        bench.transaction.executeWithoutResult(_ -> bench.outbox.put(
                bench.merchantId,
                Arrays.stream(payloads)
                        .map(payload -> new Outbox.Draft(bench.topic, payload))
                        .toList()));
        await().until(() -> waiting() == 0);
        assertThat(bench.received).extracting(OutboxMessage::payload).containsExactlyInAnyOrder(payloads);
        assertThat(byDrain).as("both took part").containsOnlyKeys(1, 2);
    }

    @Test
    void an_attempt_that_never_came_back_is_followed_by_another_and_its_late_failure_changes_nothing()
            throws Exception {
        var firstMayEnd = new CountDownLatch(1);
        var firstEnded = new CountDownLatch(1);
        bench.drain(bench.receiver(message -> {
            if (message.attempt() == 1) {
                waitFor(firstMayEnd);
                firstEnded.countDown();
                throw new PermanentFailure("too late");
            }
        }));
        var id = bench.put("x").getFirst();
        await().until(() -> bench.entry(id).attempts() == 1);
        bench.advance(OutboxDrain.LEASE.plusSeconds(1));
        bench.awaitStatus(id, OutboxStatus.SENT);
        firstMayEnd.countDown();
        firstEnded.await();
        bench.close();
        var entry = bench.entry(id);
        assertThat(entry.status()).isEqualTo(OutboxStatus.SENT);
        assertThat(entry.attempts()).isEqualTo(2);
        assertThat(entry.lastError()).isNull();
    }

    @Test
    void the_late_answer_of_an_old_attempt_does_not_end_the_newer_one() throws Exception {
        var firstMayEnd = new CountDownLatch(1);
        var secondMayEnd = new CountDownLatch(1);
        bench.drain(bench.receiver(message -> {
            waitFor(message.attempt() == 1 ? firstMayEnd : secondMayEnd);
            if (message.attempt() == 2) {
                throw new IllegalStateException();
            }
        }));
        var id = bench.put("x").getFirst();
        await().until(() -> bench.entry(id).attempts() == 1);
        bench.advance(OutboxDrain.LEASE.plusSeconds(1));
        await().until(() -> bench.entry(id).attempts() == 2);
        firstMayEnd.countDown();
        await().until(() -> bench.received.size() == 1);
        secondMayEnd.countDown();
        var failed = bench.awaitFailure(id, 2);
        assertThat(failed.status()).isEqualTo(OutboxStatus.WAITING);
        assertThat(bench.counted("sent")).isZero();
    }

    @Test
    void a_message_whose_last_attempt_ended_the_process_is_given_up_unsent() {
        var id = bench.put("x").getFirst();
        bench.jdbc
                .sql("UPDATE outbox SET attempts = attempts_max WHERE id = ?")
                .param(id)
                .update();
        bench.drain(bench.receiver(_ -> {}));
        bench.awaitStatus(id, OutboxStatus.GIVEN_UP);
        assertThat(bench.received).isEmpty();
    }

    @Test
    void a_topic_without_a_sender_here_is_left_for_the_app_that_has_it() {
        bench.transaction.executeWithoutResult(
                _ -> bench.outbox.put(bench.merchantId, List.of(new Outbox.Draft("elsewhere", "x"))));
        bench.drain(bench.receiver(_ -> {}));
        bench.put("mine");
        await().until(() -> bench.received.size() == 1);
        assertThat(bench.entries())
                .filteredOn(entry -> entry.topic().equals("elsewhere"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.attempts()).isZero());
    }

    @Test
    void a_receiver_that_never_answers_does_not_stop_the_others() {
        var never = new CountDownLatch(1);
        bench.drain(bench.receiver(bench.topic + "-dead", _ -> waitFor(never)), bench.receiver(_ -> {}));
        bench.transaction.executeWithoutResult(_ -> bench.outbox.put(
                bench.merchantId,
                IntStream.range(0, 40)
                        .mapToObj(i -> new Outbox.Draft(bench.topic + "-dead", "x" + i))
                        .toList()));
        bench.put("alive");
        await().until(() -> bench.received.size() == 1);
        assertThat(bench.received.element().payload()).isEqualTo("alive");
        never.countDown();
    }

    @Test
    void a_sender_is_called_outside_any_transaction_and_with_its_merchant_bound() {
        var transactional = new AtomicReference<Boolean>();
        var bound = new AtomicReference<Long>();
        bench.drain(bench.receiver(_ -> {
            transactional.set(TransactionSynchronizationManager.isActualTransactionActive());
            bound.set(Tenancy.merchantId());
        }));
        bench.put("x");
        await().until(() -> bench.received.size() == 1);
        assertThat(transactional).hasValue(false);
        assertThat(bound).hasValue(bench.merchantId);
    }

    @Test
    void two_senders_of_one_topic_are_refused() {
        var sender = bench.receiver(_ -> {});
        assertThatThrownBy(() -> bench.drain(sender, sender)).hasMessageContaining(bench.topic);
    }

    private long waiting() {
        return bench.jdbc
                .sql("SELECT COUNT(*) FROM outbox WHERE topic = ? AND status = 'WAITING'")
                .param(bench.topic)
                .query(Long.class)
                .single();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
