package io.kabao.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A clock that goes on with the real one or stands still and can be moved ahead, in milliseconds as the house's own. */
public final class MovableClock extends Clock {

    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile @Nullable Instant stoppedAt;

    /** Moves it ahead. */
    public void advance(Duration by) {
        ahead.updateAndGet(by::plus);
    }

    /** It stands still from now on, but for being moved. */
    public void stop() {
        stoppedAt = real.instant();
    }

    /** It goes on, as far ahead of the real one as it was moved. */
    public void goOn() {
        stoppedAt = null;
    }

    @Override
    public Instant instant() {
        var stopped = stoppedAt;
        return (stopped == null ? real.instant() : stopped).plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The house's clock is read in UTC alone");
    }
}
