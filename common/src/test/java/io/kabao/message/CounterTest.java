package io.kabao.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CounterTest {

    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    @Test
    void it_counts_for_24_hours_from_the_first_one_and_then_anew() {
        var counter = Counter.none(7, 1, new byte[] {'M'}, START).plusOne().plusOne();
        var lastMoment = START.plus(Duration.ofDays(1)).minusMillis(1);
        assertThat(counter.at(lastMoment).counted()).isEqualTo(2);
        var next = counter.at(lastMoment.plusMillis(1));
        assertThat(next.counted()).isZero();
        assertThat(next.startedAt()).isEqualTo(lastMoment.plusMillis(1));
        assertThat(next.id()).isEqualTo(7);
    }
}
