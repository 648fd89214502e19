package io.kabao.kernel.work;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the drains of this process when there is something to do, so that they need not wait for their next look. */
public final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;

    /** Wakes whoever waits now, and whoever counted the rings before this one and waits later. */
    public void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Rings once the present transaction has committed: what it wrote can't be seen before. Without one it rings now. */
    public void ringAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ring();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ring();
            }
        });
    }

    /** How often it rang so far. */
    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it rang more often than {@code heard}, at most for {@code longest}. */
    void await(long heard, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            var nanosLeft = longest.toNanos();
            while (rings == heard && nanosLeft > 0) {
                nanosLeft = rung.awaitNanos(nanosLeft);
            }
        } finally {
            lock.unlock();
        }
    }
}
