package io.kabao.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void the_first_is_told_at_once_and_those_of_the_next_minute_with_the_one_after_it() {
        var tally = new Tally();
        assertThat(tally.add(START)).hasValue(1);
        for (var second = 1; second < 60; second++) {
            assertThat(tally.add(START.plusSeconds(second))).isEmpty();
        }
        assertThat(tally.add(START.plusSeconds(60))).hasValue(60);
        assertThat(tally.add(START.plusSeconds(61))).isEmpty();
    }
}
