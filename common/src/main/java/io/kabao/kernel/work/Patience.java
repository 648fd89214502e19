package io.kabao.kernel.work;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what another request is about to write: in growing steps, up to a bound. For one caller. */
public final class Patience {

    private static final Duration FIRST = Duration.ofMillis(25);
    private static final Duration LONGEST = Duration.ofMillis(400);

    private Duration left;
    private Duration step = FIRST;

    /** Waits at most so long in all. */
    public Patience(Duration most) {
        this.left = most;
    }

    /** Waits one step; false, at once, when the bound is reached. */
    public boolean waitABit() {
        if (!left.isPositive() || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(step.toNanos());
        left = left.minus(step);
        step = step.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : step.multipliedBy(2);
        return true;
    }
}
