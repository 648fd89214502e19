package io.kabao.sandbox.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest things of one kind, so many at most; the oldest make room. */
final class RecentLog<T> {
    private final int atMost;
    private final Deque<T> items = new ArrayDeque<>();

    RecentLog(int atMost) {
        this.atMost = atMost;
    }

    synchronized void add(T item) {
        if (items.size() == atMost) {
            items.removeFirst();
        }
        items.addLast(item);
    }

    synchronized List<T> all() {
        return List.copyOf(items);
    }

    synchronized void clear() {
        items.clear();
    }
}
