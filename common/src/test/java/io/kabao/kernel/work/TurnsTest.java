package io.kabao.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.Together;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.error.RetryLater;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void no_more_work_than_said_is_done_at_once_and_all_of_it_in_the_end()
            throws InterruptedException, ExecutionException {
        var turns = new Turns("test", 2, LONG);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var done = Together.run(
                50,
                number -> turns.take(
                        () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            return number;
                        },
                        it -> {
                            now.decrementAndGet();
                            return it;
                        }));
        assertThat(done).hasSize(50).doesNotHaveDuplicates();
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void who_waits_too_long_is_told_to_come_again_and_has_fetched_nothing() {
        var turns = new Turns("test", 1, Duration.ofMillis(1));
        var outcome = turns.take(
                () -> {
                    assertThatThrownBy(() -> turns.take(
                                    () -> {
                                        throw new AssertionError("fetched before its turn");
                                    },
                                    Function.identity()))
                            .isInstanceOfSatisfying(
                                    RetryLater.class,
                                    later -> assertThat(later.code()).isEqualTo(KernelError.BUSY));
                    return "first";
                },
                Function.identity());
        assertThat(outcome).isEqualTo("first");
    }

    @Test
    void work_is_done_on_a_thread_of_the_system_whoever_asks() throws InterruptedException, ExecutionException {
        var turns = new Turns("test", 1, LONG);
        assertThat(Together.run(
                        1, _ -> turns.take(() -> "", _ -> Thread.currentThread().isVirtual())))
                .containsExactly(false);
    }

    @Test
    void a_failure_is_the_works_own_and_gives_the_turn_back() {
        var turns = new Turns("test", 1, Duration.ofMillis(1));
        for (var failure : new Throwable[] {new IllegalArgumentException("bad"), new AssertionError("worse")}) {
            assertThatThrownBy(() -> turns.take(() -> "", _ -> {
                        if (failure instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) failure;
                    }))
                    .isSameAs(failure);
        }
        assertThat(turns.take(() -> "again", Function.identity())).isEqualTo("again");
    }

    @Test
    void an_interrupted_wait_keeps_the_interrupt() {
        var turns = new Turns("test", 1, LONG);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> turns.take(() -> "", Function.identity())).isInstanceOf(RetryLater.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
