package io.kabao.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What is to happen later by the sandbox's clock, whether time passes or the clock is moved. Each thing runs in a thread
 * of its own, begun in the order of their times.
 */
public final class Schedule implements AutoCloseable {
    private static final int AT_MOST = 10_000;
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final SandboxClock clock;
    private final PriorityQueue<Task> waiting =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));
    private long added;
    private boolean closed;

    Schedule(SandboxClock clock) {
        this.clock = clock;
        clock.whenMoved(this::look);
        Thread.ofVirtual().name("sandbox-schedule").start(this::run);
    }

    private record Task(Instant due, long order, Runnable what) {}

    /** Runs this at that time, or at once where it has passed. Error: 10,000 things are waiting already. */
    public synchronized void at(Instant due, Runnable what) {
        if (waiting.size() == AT_MOST) {
            throw new IllegalArgumentException("at most " + AT_MOST + " things may wait for their time");
        }
        waiting.add(new Task(due, added++, what));
        notifyAll();
    }

    /** How many things wait for their time. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Runs all that is waiting now, whatever the clock shows, and returns how many when they are done. */
    public int runAll() {
        List<Thread> running = take(Instant.MAX).stream()
                .map(task -> Thread.ofVirtual().start(task.what()))
                .toList();
        try {
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running.size();
    }

    /** Forgets what is still waiting. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }

    private synchronized void look() {
        notifyAll();
    }

    private void run() {
        try {
            while (rest()) {
                take(clock.instant()).forEach(task -> Thread.ofVirtual().start(task.what()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until something is due; false: it is all over. */
    private synchronized boolean rest() throws InterruptedException {
        while (!closed) {
            Task next = waiting.peek();
            Duration left = next == null ? LONGEST_REST : Duration.between(clock.instant(), next.due());
            if (!left.isPositive()) {
                return true;
            }
            wait(Math.min(left.toMillis(), LONGEST_REST.toMillis()) + 1);
        }
        return false;
    }

    private synchronized List<Task> take(Instant until) {
        var due = new ArrayList<Task>();
        for (Task next = waiting.peek(); next != null && !next.due().isAfter(until); next = waiting.peek()) {
            due.add(waiting.remove());
        }
        return due;
    }
}
