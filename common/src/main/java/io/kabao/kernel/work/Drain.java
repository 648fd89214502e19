package io.kabao.kernel.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop that takes due work and runs each piece on a virtual thread of its own, never more at once than there are
 * slots. It looks whenever its bell rings and once a second, and it outlives a database that is gone for any time.
 */
public final class Drain {

    /** How long it waits between two looks when nothing rings. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How long it waits at most for a database that does not answer. */
    static final Duration OUTAGE_LOOK_EVERY = Duration.ofSeconds(5);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
    private static final long GATHER_MILLIS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final String name;
    private final Semaphore slots;
    private final int width;
    private final Bell bell;
    private final Work work;

    private volatile boolean running;
    private @Nullable Thread loop;
    private @Nullable ExecutorService calls;

    /** Where the pieces come from. */
    @FunctionalInterface
    public interface Work {

        /** Takes at most {@code most} due pieces; fewer mean that no more are due now. A piece handles its own failure. */
        List<Runnable> claim(int most);
    }

    /** A drain of its own width. */
    public Drain(String name, int width, Bell bell, Work work) {
        this(name, new Semaphore(width), bell, work);
    }

    /** A drain that shares its slots, one permit each, with other drains. */
    public Drain(String name, Semaphore slots, Bell bell, Work work) {
        this.name = name;
        this.slots = slots;
        this.width = slots.availablePermits();
        this.bell = bell;
        this.work = work;
    }

    /** Begins to look for work. */
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        calls = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
        loop = Thread.ofVirtual().name(name).start(this::look);
    }

    /** Stops drains together: nothing new is taken, what runs may go on for 15 s and is interrupted then. */
    public static void stopAll(List<Drain> drains) {
        drains.forEach(Drain::takeNothingNew);
        var until = System.nanoTime() + STOP_WITHIN.toNanos();
        drains.forEach(drain -> drain.finishUntil(until));
    }

    private void takeNothingNew() {
        running = false;
        bell.ring();
    }

    private synchronized void finishUntil(long nanoTime) {
        if (loop == null || calls == null) {
            return;
        }
        try {
            // The loop is not interrupted: a claim cut off in its middle would leave its rows leased for nothing.
            loop.join(Duration.ofNanos(Math.max(1, nanoTime - System.nanoTime())));
            calls.shutdown();
            if (!calls.awaitTermination(nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                LOG.warn("{} stops while a piece of work still runs; it will be tried again", name);
                calls.shutdownNow();
            }
        } catch (InterruptedException _) {
            calls.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it looks for work. */
    public boolean isRunning() {
        return running;
    }

    private void look() {
        var failures = 0;
        try {
            while (running) {
                var heard = bell.rings();
                try {
                    var more = takeSome();
                    if (failures > 0) {
                        LOG.info("{} works again after {} failed looks", name, failures);
                        failures = 0;
                    }
                    if (!more && running) {
                        bell.await(heard, LOOK_EVERY);
                    }
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                    if (failures++ == 0) {
                        LOG.warn("{} can't look for work; trying until it can", name, e);
                    }
                    // Rings don't shorten this wait: each of them would cost a connection time-out.
                    pause(LOOK_EVERY.multipliedBy(Math.min(failures, OUTAGE_LOOK_EVERY.toSeconds())));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fills the free slots; true when more may be due than there were slots. */
    private boolean takeSome() throws InterruptedException {
        var free = gatherSlots();
        if (free == 0) {
            return true;
        }
        var taken = 0;
        try {
            for (var piece : running ? work.claim(free) : List.<Runnable>of()) {
                begin(piece);
                taken++;
            }
        } finally {
            slots.release(free - taken);
        }
        return taken == free;
    }

    /** At least one slot, and those that come free within a moment: one claim for several pieces is cheaper. */
    private int gatherSlots() throws InterruptedException {
        if (!slots.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            return 0;
        }
        var others = slots.drainPermits();
        var half = width / 2;
        if (1 + others < half && slots.tryAcquire(half - 1 - others, GATHER_MILLIS, TimeUnit.MILLISECONDS)) {
            others = half - 1;
        }
        return 1 + others;
    }

    private void begin(Runnable piece) {
        var executor = calls;
        if (executor == null) {
            throw new IllegalStateException("The drain was never started");
        }
        executor.execute(() -> {
            try {
                piece.run();
            } catch (RuntimeException e) {
                // Most likely the database went away before the result was noted; the row's own state brings it back.
                LOG.warn("{} could not note how a piece of work ended", name, e);
            } finally {
                slots.release();
            }
        });
    }

    private void pause(Duration length) throws InterruptedException {
        var until = System.nanoTime() + length.toNanos();
        // Counted before the look at the flag, or a stop between the two would go unheard.
        var heard = bell.rings();
        while (running && System.nanoTime() < until) {
            bell.await(heard, Duration.ofNanos(until - System.nanoTime()));
            heard = bell.rings();
        }
    }
}
