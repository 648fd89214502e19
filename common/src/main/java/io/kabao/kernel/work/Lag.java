package io.kabao.kernel.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a drain is behind: how late the oldest piece of its last look was, and the time since that look, so that a
 * drain that can't look is seen to fall behind.
 */
public final class Lag {

    private final Clock clock;
    private volatile Instant behindSince;

    /** Nothing is late yet. */
    public Lag(Clock clock) {
        this.clock = clock;
        this.behindSince = clock.instant();
    }

    /** Notes a look that found nothing due. */
    public void none() {
        behindSince = clock.instant();
    }

    /** Notes a look whose oldest piece was due at the instant given. */
    public void oldest(Instant dueAt) {
        behindSince = dueAt;
    }

    /** Seconds behind. */
    public double seconds() {
        return Duration.between(behindSince, clock.instant()).toMillis() / 1000.0;
    }
}
