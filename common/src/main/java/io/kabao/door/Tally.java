package io.kabao.door;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Counts what may happen very often, so that it is told once a minute at most. */
final class Tally {

    private static final Duration QUIET = Duration.ofMinutes(1);

    private @Nullable Instant toldAt;
    private int count;

    /** Counts one more. The answer is how many there were since it was last told; empty: it was told a moment ago. */
    synchronized OptionalInt add(Instant now) {
        count++;
        if (toldAt != null && now.isBefore(toldAt.plus(QUIET))) {
            return OptionalInt.empty();
        }
        toldAt = now;
        var told = OptionalInt.of(count);
        count = 0;
        return told;
    }
}
