package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A command on its way through a shard, and whoever waits for it. */
final class Pending<R> {

    private enum State {
        WAITING,
        TAKEN,
        GIVEN_UP
    }

    /** So long, from its beginning, a command that others hold up is tried again. */
    private static final Duration HELD_UP_MOST = Duration.ofSeconds(4);

    private final Command<R> command;
    private final long begun = System.nanoTime();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<Booked<R>> done = new CompletableFuture<>();
    private boolean putBack;
    private boolean mayBeDone;

    Pending(Command<R> command) {
        this.command = command;
    }

    Command<R> command() {
        return command;
    }

    Booking booking() {
        return command.booking();
    }

    /** For the writer: whether anybody still waits; from here on nobody gives up without asking again. */
    boolean take() {
        return putBack || state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /** A command that was taken goes back to its queue, as long as somebody can be expected to wait for it. */
    boolean mayGoBack() {
        putBack = System.nanoTime() - begun < HELD_UP_MOST.toNanos();
        return putBack;
    }

    /** For the writer: what came of the command is about to be committed. Who is not answered right after may have been served. */
    void beCommitted() {
        mayBeDone = true;
    }

    /** Tells whoever waits that nothing was done; where a commit was never heard of, that nobody knows. */
    void leave() {
        fail(new BusinessError(mayBeDone ? BooksError.OUTCOME_UNKNOWN : BooksError.NOT_EXECUTED));
    }

    void succeed(Booked<R> booked) {
        done.complete(booked);
    }

    void fail(RuntimeException refusal) {
        done.completeExceptionally(refusal);
    }

    /**
     * Waits for the answer. Errors: what the command is refused with, {@link BooksError#NOT_EXECUTED} when nobody took it in
     * time or others held it up for too long, {@link BooksError#OUTCOME_UNKNOWN} when it was taken and not heard of again, or
     * its commit was not and others held up looking for what became of it.
     */
    Booked<R> await(Duration untilTaken, Duration untilDone) {
        try {
            return done.get(untilTaken.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            if (state.compareAndSet(State.WAITING, State.GIVEN_UP)) {
                throw new BusinessError(BooksError.NOT_EXECUTED);
            }
            return awaitTaken(untilDone);
        } catch (ExecutionException e) {
            throw refusal(e);
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    private Booked<R> awaitTaken(Duration untilDone) {
        try {
            return done.get(untilDone.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new BusinessError(BooksError.OUTCOME_UNKNOWN);
        } catch (ExecutionException e) {
            throw refusal(e);
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    private static RuntimeException refusal(ExecutionException e) {
        return e.getCause() instanceof RuntimeException refusal ? refusal : new IllegalStateException(e.getCause());
    }

    private static BusinessError interrupted() {
        Thread.currentThread().interrupt();
        return new BusinessError(BooksError.OUTCOME_UNKNOWN);
    }
}
