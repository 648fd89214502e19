package io.kabao.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class DrainTest {

    private final Bell bell = new Bell();
    private final ConcurrentLinkedQueue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final Drain drain = new Drain("test", 4, bell, this::claim);
    private volatile boolean databaseGone;
    private final AtomicInteger failedLooks = new AtomicInteger();

    @AfterEach
    void stop() {
        Drain.stopAll(List.of(drain));
    }

    @Test
    void it_runs_all_and_never_more_at_once_than_it_has_slots() {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new AtomicInteger();
        for (var i = 0; i < 500; i++) {
            due.add(() -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                LockSupport.parkNanos(1);
                atOnce.decrementAndGet();
                done.incrementAndGet();
            });
        }
        drain.start();
        await().untilAtomic(done, is(500));
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void it_outlives_a_database_that_is_gone_and_pieces_that_fail() {
        databaseGone = true;
        drain.start();
        await().until(() -> failedLooks.get() >= 2);
        var done = new AtomicInteger();
        due.add(() -> {
            throw new IllegalStateException("a piece that fails");
        });
        due.add(done::incrementAndGet);
        databaseGone = false;
        await().untilAtomic(done, is(1));
    }

    @Test
    void stopping_takes_nothing_new_and_waits_for_what_runs() throws Exception {
        var begun = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var done = new AtomicInteger();
        due.add(() -> {
            begun.countDown();
            try {
                finish.await();
                done.incrementAndGet();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        drain.start();
        begun.await();
        var stopping = Thread.ofVirtual().start(() -> Drain.stopAll(List.of(drain)));
        await().until(() -> !drain.isRunning());
        due.add(() -> done.addAndGet(100));
        bell.ring();
        assertThat(stopping.isAlive()).isTrue();
        finish.countDown();
        stopping.join();
        assertThat(done).hasValue(1);
        assertThat(due).hasSize(1);
    }

    @Test
    void a_ring_that_came_before_the_wait_is_heard() throws Exception {
        var heard = bell.rings();
        bell.ring();
        var from = System.nanoTime();
        bell.await(heard, Duration.ofSeconds(30));
        assertThat(System.nanoTime() - from).isLessThan(5_000_000_000L);
    }

    private List<Runnable> claim(int most) {
        if (databaseGone) {
            failedLooks.incrementAndGet();
            throw new DataAccessResourceFailureException("gone");
        }
        return Stream.generate(due::poll)
                .takeWhile(Objects::nonNull)
                .limit(most)
                .toList();
    }
}
