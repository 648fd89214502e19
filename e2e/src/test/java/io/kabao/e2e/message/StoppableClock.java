package io.kabao.e2e.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time plus what a test adds; it can be stopped where a slow machine would change what is counted. */
public final class StoppableClock extends Clock {

    private long offsetMillis;
    private long stoppedAtMillis;
    private boolean stopped;

    public synchronized void advance(Duration by) {
        offsetMillis += by.toMillis();
        stoppedAtMillis += by.toMillis();
    }

    public synchronized void stop() {
        stoppedAtMillis = millis();
        stopped = true;
    }

    /** It shows the real time again, plus all that was added. */
    public synchronized void goOn() {
        stopped = false;
    }

    @Override
    public synchronized long millis() {
        return stopped ? stoppedAtMillis : System.currentTimeMillis() + offsetMillis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Nobody asks our clock for another zone");
    }
}
