package io.kabao.sandbox.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Things by key, so many at most; the oldest make room. */
public final class Bounded<K, V> {
    private final LinkedHashMap<K, V> things = new LinkedHashMap<>();
    private final int atMost;

    /** An empty one. */
    public Bounded(int atMost) {
        this.atMost = atMost;
    }

    /** Keeps it under this key, in place of what was there. */
    public synchronized void put(K key, V thing) {
        things.put(key, thing);
        if (things.size() > atMost) {
            things.pollFirstEntry();
        }
    }

    /** What is under this key. */
    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(things.get(key));
    }

    /** All kept, oldest first. */
    public synchronized List<V> all() {
        return List.copyOf(things.values());
    }
}
