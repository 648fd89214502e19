package io.kabao.kernel.work;

import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.error.RetryLater;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Heavy work of requests, so many pieces at once in this process and no more. It is done on threads of the system, which takes
 * turns between them: on virtual ones it would stop all the others.
 */
public final class Turns {

    private static final int AGAIN_AFTER_SECONDS = 2;

    private final Semaphore free;
    private final ExecutorService workers;
    private final Duration patience;

    /**
     * Turns that nobody has taken yet.
     *
     * @param name what the threads are called
     * @param patience how long a request waits for its turn
     */
    public Turns(String name, int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce, true);
        this.workers = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        this.patience = patience;
    }

    /** As many as there are cores but one, which is left to everybody else; at least one and at most so many. */
    public static int allCoresButOne(int most) {
        return Math.clamp(Runtime.getRuntime().availableProcessors() - 1L, 1, most);
    }

    /** Does a piece of work in its turn. Errors: {@link KernelError#BUSY} for who waited too long, and those of the work. */
    public <T> T take(Supplier<T> work) {
        return take(() -> work, Supplier::get);
    }

    /**
     * Does a piece of work in its turn. What it needs is fetched in its turn too, on the caller's own thread: those who wait
     * hold nothing. Errors: {@link KernelError#BUSY} for who waited too long, and those of the work.
     */
    public <P, T> T take(Supplier<P> needed, Function<P, T> work) {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RetryLater(KernelError.BUSY, AGAIN_AFTER_SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RetryLater(KernelError.BUSY, AGAIN_AFTER_SECONDS);
        }
        try {
            var fetched = needed.get();
            return CompletableFuture.supplyAsync(() -> work.apply(fetched), workers)
                    .join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        } finally {
            free.release();
        }
    }
}
