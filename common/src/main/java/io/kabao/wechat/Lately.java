package io.kabao.wechat;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was looked up a moment ago. Time is counted by the machine, whatever the clock shows, as it is our own patience
 * that is measured.
 */
final class Lately<K, V> {

    private static final long LIVES_NANOS = Duration.ofMillis(500).toNanos();

    /** With so many all are forgotten: strangers ask for names that are none. */
    private static final int MOST = 10_000;

    private final ConcurrentHashMap<K, Found<V>> found = new ConcurrentHashMap<>();

    private record Found<V>(V value, long atNanos) {}

    /** What was found less than a second ago, or is found now. */
    V get(K key, Function<K, V> look) {
        // Taken before looking: what is changed while we look is seen a second later at most.
        var now = System.nanoTime();
        var known = found.get(key);
        if (known != null && now - known.atNanos() < LIVES_NANOS) {
            return known.value();
        }
        var value = look.apply(key);
        if (found.size() >= MOST) {
            found.clear();
        }
        found.put(key, new Found<>(value, now));
        return value;
    }
}
