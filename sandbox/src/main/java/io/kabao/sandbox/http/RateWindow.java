package io.kabao.sandbox.http;

import java.time.Instant;

/** Counts calls per key and minute of the clock; the 10,000 newest keys are remembered. */
public final class RateWindow {
    private static final int KEYS_AT_MOST = 10_000;

    private final Bounded<String, Counted> counted = new Bounded<>(KEYS_AT_MOST);

    private record Counted(long minute, int calls) {}

    /** Counts one call; false: this minute already had so many, and it is not counted. */
    public synchronized boolean take(String key, int aMinute, Instant now) {
        long minute = Math.floorDiv(now.getEpochSecond(), 60L);
        int calls = counted.get(key)
                .filter(before -> before.minute() == minute)
                .map(Counted::calls)
                .orElse(0);
        if (calls >= aMinute) {
            return false;
        }
        counted.put(key, new Counted(minute, calls + 1));
        return true;
    }
}
