package io.kabao.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    @Test
    void the_wait_doubles_from_a_second_to_an_hour() {
        assertThat(IntStream.of(1, 2, 3, 12, 13, 20, 1_000_000).mapToObj(Retries::longestWait))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(2048),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofHours(1));
    }

    @Test
    void chance_takes_off_up_to_half() {
        var waits = IntStream.range(0, 1000)
                .mapToObj(_ -> Duration.between(NOW, Retries.next(NOW, 4)))
                .toList();
        assertThat(waits).allMatch(wait -> wait.toMillis() >= 4000 && wait.toMillis() <= 8000);
        assertThat(waits.stream().distinct().count()).isGreaterThan(100);
    }
}
