package io.kabao.sandbox.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs like the system's and can be moved, both ways; every room tells time by it. */
public final class SandboxClock extends Clock {
    private final Clock system;
    private final ZoneId zone;
    private final AtomicReference<Duration> offset;
    private final List<Runnable> whenMoved = new CopyOnWriteArrayList<>();

    /** Starts at the system's time, in UTC. */
    public SandboxClock() {
        this(Clock.systemUTC(), ZoneOffset.UTC, new AtomicReference<>(Duration.ZERO));
    }

    private SandboxClock(Clock system, ZoneId zone, AtomicReference<Duration> offset) {
        this.system = system;
        this.zone = zone;
        this.offset = offset;
    }

    /** Moves it by this much; a negative duration moves it back. */
    public void advance(Duration by) {
        offset.updateAndGet(now -> now.plus(by));
        whenMoved.forEach(Runnable::run);
    }

    /** Makes it show this instant now and run on from there. */
    public void moveTo(Instant instant) {
        offset.set(Duration.between(system.instant(), instant));
        whenMoved.forEach(Runnable::run);
    }

    /** From now on this is told of each move; it returns at once. */
    void whenMoved(Runnable listener) {
        whenMoved.add(listener);
    }

    @Override
    public Instant instant() {
        return system.instant().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, moved together with this one, read in another zone. */
    @Override
    public Clock withZone(ZoneId other) {
        return new SandboxClock(system, other, offset);
    }
}
