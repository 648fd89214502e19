package io.kabao.kernel.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Takes in pushes that arrive together by one statement: whoever comes while others are being written waits for the next
 * one and is written with all who wait by then. Alone a push costs no more than by itself.
 */
@Component
public class Intake {

    private final Inbox inbox;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    Intake(Inbox inbox) {
        this.inbox = inbox;
    }

    private record Waiting(Push push, CompletableFuture<Void> done) {}

    /** Takes a push in, new or not; once this returns it may be acknowledged. Throws what the database throws. */
    public void take(Push push) {
        var waiting = new Waiting(push, new CompletableFuture<>());
        queue.add(waiting);
        writing.lock();
        try {
            // Whoever had the lock before may have written this one too.
            while (!waiting.done().isDone()) {
                writeWaiting();
            }
        } finally {
            writing.unlock();
        }
        try {
            waiting.done().join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    private void writeWaiting() {
        var batch = new ArrayList<Waiting>(Inbox.RECEIVE_MAX);
        try {
            for (var next = queue.poll(); next != null; next = queue.poll()) {
                batch.add(next);
                if (batch.size() == Inbox.RECEIVE_MAX) {
                    break;
                }
            }
            inbox.receiveAll(distinct(batch));
            batch.forEach(waiting -> waiting.done().complete(null));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            // Also what the machine ran out of: whoever is not told would look for ever for what is queued no more.
            batch.forEach(waiting -> waiting.done().completeExceptionally(e));
        }
    }

    private static List<Push> distinct(List<Waiting> batch) {
        return batch.stream().map(Waiting::push).distinct().toList();
    }
}
