package io.kabao.kernel.work;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When failed work is tried again: after 1 s, then twice as long each time up to 1 h, less up to half by chance. */
public final class Retries {

    /** Attempts before a person has to look. With the waits between them they span about nine hours. */
    public static final int MOST = 20;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Retries() {}

    /** When to try again after {@code failed} failures in a row, at least one. */
    public static Instant next(Instant now, int failed) {
        var full = longestWait(failed).toMillis();
        // Chance spreads those that failed together, or they would come back together.
        return now.plusMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
    }

    /** The longest wait after {@code failed} failures in a row, at least one. */
    static Duration longestWait(int failed) {
        if (failed < 1) {
            throw new IllegalArgumentException("Nothing failed yet");
        }
        var doublings = Math.min(failed - 1, 12);
        var wait = FIRST.multipliedBy(1L << doublings);
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
