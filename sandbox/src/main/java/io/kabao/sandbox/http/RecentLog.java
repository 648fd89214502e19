package io.kabao.sandbox.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest things of one kind, so many at most; the oldest make room. */
public final class RecentLog<T> {
    private final int atMost;
    private final Deque<T> items = new ArrayDeque<>();

    /** An empty one. */
    public RecentLog(int atMost) {
        this.atMost = atMost;
    }

    /** Adds the newest. */
    public synchronized void add(T item) {
        if (items.size() == atMost) {
            items.removeFirst();
        }
        items.addLast(item);
    }

    /** All kept, oldest first. */
    public synchronized List<T> all() {
        return List.copyOf(items);
    }

    /** All kept, oldest first, which are kept no longer. */
    public synchronized List<T> takeAll() {
        var all = all();
        clear();
        return all;
    }

    /** Forgets all. */
    public synchronized void clear() {
        items.clear();
    }
}
