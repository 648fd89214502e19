package io.kabao.sandbox.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Rules of the outside world that a caller broke; the newest 1,000 are kept. */
public final class Violations {
    private static final int KEPT = 1_000;

    private final Clock clock;
    private final RecentLog<Violation> log = new RecentLog<>(KEPT);

    Violations(Clock clock) {
        this.clock = clock;
    }

    /** One broken rule: when, the rule's short name, and what happened, without secrets. */
    public record Violation(Instant at, String rule, String detail) {}

    /** Notes that a rule was broken; the detail never holds a token, a secret or a whole phone number. */
    public void report(String rule, String detail) {
        log.add(new Violation(clock.instant(), rule, detail));
    }

    /** What was reported since the start or the last clearing, oldest first. */
    public List<Violation> all() {
        return log.all();
    }

    /** Likewise, and forgets them. */
    public List<Violation> takeAll() {
        return log.takeAll();
    }

    /** Forgets all. */
    public void clear() {
        log.clear();
    }
}
