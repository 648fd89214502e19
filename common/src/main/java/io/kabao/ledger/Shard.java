package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue of commands and the one thread that works them off: it takes what waits by then, never waiting for more.
 * Commands that may wait get a fifth of a batch while others want to be served.
 */
final class Shard {

    private static final int WAITING_MOST = 1_000;
    private static final int BACKGROUND_SHARE = 5;
    /** Rest after a batch of which nothing could be done, since others had its rows. */
    private static final Duration HELD_UP = Duration.ofMillis(20);

    private static final Duration PING_EVERY = Duration.ofSeconds(10);

    private final Writer writer;
    private final WriterSession session;
    private final int batchMost;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Lane interactive = new Lane(WAITING_MOST);
    private final Lane background = new Lane(WAITING_MOST);
    private boolean running = true;

    /** Fifths of a place that commands that may wait have coming to them. */
    private int owed;

    Shard(String name, Writer writer, WriterSession session, int batchMost) {
        this.writer = writer;
        this.session = session;
        this.batchMost = batchMost;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Queues a command. Errors: {@link BooksError#NOT_EXECUTED} where too many wait, or when this is about to end. */
    void submit(Pending<?> pending) {
        lock.lock();
        try {
            var lane = pending.command().isBackground() ? background : interactive;
            if (!running || !lane.offer(pending)) {
                throw new BusinessError(BooksError.NOT_EXECUTED);
            }
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, works off what waits, at most for so long; the rest was not executed. */
    void stop(Duration within) {
        lock.lock();
        try {
            running = false;
            something.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(within)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (var left : rest()) {
            left.leave();
        }
    }

    private List<Pending<?>> rest() {
        lock.lock();
        try {
            var rest = new ArrayList<Pending<?>>();
            fill(rest, interactive, Integer.MAX_VALUE);
            fill(rest, background, Integer.MAX_VALUE);
            return rest;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return interactive.size() + background.size();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try (session) {
            while (awaitWork()) {
                var batch = take(batchMost);
                var again = writer.work(batch);
                putBack(again);
                if (!again.isEmpty() && again.size() == batch.size()) {
                    LockSupport.parkNanos(HELD_UP.toNanos());
                }
            }
        }
    }

    /** Whether there is something to do; false once there is nothing and never will be. */
    private boolean awaitWork() {
        lock.lock();
        try {
            while (interactive.size() + background.size() == 0) {
                if (!running || Thread.interrupted()) {
                    return false;
                }
                if (!something.await(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    session.ping();
                }
            }
            return true;
        } catch (InterruptedException _) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private List<Pending<?>> take(int most) {
        lock.lock();
        try {
            var batch = new ArrayList<Pending<?>>();
            var share = shareOfBackground(most);
            fill(batch, interactive, most - share);
            fill(batch, background, batch.size() + share);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** A fifth while others wait: of batches too small for that, one in five. */
    private int shareOfBackground(int most) {
        if (interactive.size() == 0) {
            return most;
        }
        owed = background.size() == 0 ? 0 : owed % BACKGROUND_SHARE + most;
        return Math.min(owed / BACKGROUND_SHARE, background.size());
    }

    private static void fill(List<Pending<?>> batch, Lane lane, int upTo) {
        while (batch.size() < upTo) {
            var next = lane.poll();
            if (next == null) {
                return;
            }
            if (next.take()) {
                batch.add(next);
            }
        }
    }

    private void putBack(List<Pending<?>> again) {
        if (again.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (var pending : again) {
                (pending.command().isBackground() ? background : interactive).add(pending);
            }
        } finally {
            lock.unlock();
        }
    }
}
