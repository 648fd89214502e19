package io.kabao.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final SandboxClock clock = new SandboxClock();
    private final Schedule schedule = new Schedule(clock);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        schedule.close();
    }

    @Test
    void things_happen_when_the_clock_is_moved_over_their_time_and_not_before() throws InterruptedException {
        var latch = new CountDownLatch(1);
        schedule.at(in(60), latch::countDown);
        schedule.at(in(600), () -> done.add("later"));
        clock.advance(Duration.ofSeconds(61));
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isEmpty();
        assertThat(schedule.waiting()).isEqualTo(1);
    }

    @Test
    void things_happen_by_themselves_as_time_passes() throws InterruptedException {
        var latch = new CountDownLatch(1);
        schedule.at(clock.instant().plusMillis(50), latch::countDown);
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void all_that_waits_can_be_had_at_once() {
        schedule.at(in(60), () -> {
            done.add("first");
            schedule.at(in(120), () -> done.add("its follower"));
        });
        schedule.at(in(600), () -> done.add("second"));
        assertThat(schedule.runAll()).isEqualTo(2);
        assertThat(done).containsExactlyInAnyOrder("first", "second");
        assertThat(schedule.waiting()).isEqualTo(1);
    }

    private Instant in(int seconds) {
        return clock.instant().plusSeconds(seconds);
    }
}
