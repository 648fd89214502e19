package io.kabao.sandbox.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.ToLongFunction;

/** Counts calls per key and minute, or day of Beijing, of the clock; the 20,000 newest keys are remembered. */
public final class RateWindow {
    private static final int KEYS_AT_MOST = 20_000;
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private final ToLongFunction<Instant> windowOf;
    private final Bounded<String, Counted> counted = new Bounded<>(KEYS_AT_MOST);

    private RateWindow(ToLongFunction<Instant> windowOf) {
        this.windowOf = windowOf;
    }

    /** Each minute begins anew. */
    public static RateWindow perMinute() {
        return new RateWindow(now -> Math.floorDiv(now.getEpochSecond(), 60L));
    }

    /** Each day of Beijing begins anew. */
    public static RateWindow perDay() {
        return new RateWindow(now -> LocalDate.ofInstant(now, BEIJING).toEpochDay());
    }

    private record Counted(long window, int calls) {}

    /** Counts one call; false: this minute or day already had so many, and it is not counted. */
    public synchronized boolean take(String key, int atMost, Instant now) {
        long window = windowOf.applyAsLong(now);
        int calls = counted.get(key)
                .filter(before -> before.window() == window)
                .map(Counted::calls)
                .orElse(0);
        if (calls >= atMost) {
            return false;
        }
        counted.put(key, new Counted(window, calls + 1));
        return true;
    }
}
