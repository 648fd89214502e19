package io.kabao.sandbox.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The calls received, without the control calls under /sandbox; the newest 10,000 are kept. */
public final class Calls {
    private static final int KEPT = 10_000;

    private final Clock clock;
    private final RecentLog<Call> log = new RecentLog<>(KEPT);

    Calls(Clock clock) {
        this.clock = clock;
    }

    /** One call: method and path only, as query and body carry secrets. */
    public record Call(Instant at, String method, String path) {}

    void note(String method, String path) {
        log.add(new Call(clock.instant(), method, path));
    }

    /** All calls kept, oldest first. */
    public List<Call> all() {
        return log.all();
    }

    /** The calls of this path, oldest first. */
    public List<Call> of(String path) {
        return log.all().stream().filter(call -> call.path().equals(path)).toList();
    }

    /** Forgets all. */
    public void clear() {
        log.clear();
    }
}
