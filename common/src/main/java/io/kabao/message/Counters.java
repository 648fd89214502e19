package io.kabao.message;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.id.Ids;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts that hold whatever Redis does: each is a row, locked while something is decided by it. */
@Component
class Counters {

    private static final Logger LOG = LoggerFactory.getLogger(Counters.class);
    private static final int TRIES = 3;

    private final CounterMapper mapper;
    private final TransactionTemplate inTransaction;
    private final Ids ids;
    private final Clock clock;

    Counters(CounterMapper mapper, TransactionTemplate inTransaction, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.inTransaction = inTransaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Two counts under their locks. */
    record Locked(Counter one, Counter other) {}

    /** All codes sent for the merchant. */
    static byte[] merchant() {
        return new byte[] {'M'};
    }

    /** Wrong guesses at codes of a phone. */
    static byte[] phone(byte[] phoneHash) {
        return ByteBuffer.allocate(1 + phoneHash.length)
                .put((byte) 'P')
                .put(phoneHash)
                .array();
    }

    /** Wrong guesses of whoever asks. */
    static byte[] identity(long identityId) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) 'I')
                .putLong(identityId)
                .array();
    }

    /**
     * Runs the work in a transaction of its own, and once more when somebody else has begun to count the same at the
     * same time. Errors: {@link KernelError#BUSY}.
     */
    <T> T deciding(Supplier<T> work) {
        for (var attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return inTransaction.execute(_ -> work.get());
            } catch (DuplicateKeyException e) {
                // The row is there by now: the next try finds and locks it.
                LOG.debug("Somebody else begins to count the same, try {}", attempt, e);
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    /** The count as it stands, locked if it exists; within {@link #deciding}. */
    Counter lock(long merchantId, byte[] subject) {
        return lock(merchantId, subject, subject).one();
    }

    /** Two counts as they stand, locked if they exist; within {@link #deciding}. */
    Locked lock(long merchantId, byte[] one, byte[] other) {
        var now = clock.instant();
        var found = mapper.lock(merchantId, one, other);
        return new Locked(pick(found, one, merchantId, now), pick(found, other, merchantId, now));
    }

    private Counter pick(Iterable<Counter> found, byte[] subject, long merchantId, Instant now) {
        for (var counter : found) {
            if (Arrays.equals(counter.subject(), subject)) {
                return counter.at(now);
            }
        }
        return Counter.none(0, merchantId, subject, now);
    }

    /** Counts one more; within {@link #deciding}. */
    void add(Counter counter) {
        var more = counter.plusOne();
        if (more.id() == 0) {
            mapper.insert(new Counter(ids.next(), more.merchantId(), more.subject(), more.startedAt(), more.counted()));
        } else {
            mapper.set(more);
        }
    }

    /** Takes one off that was counted at that time. */
    void takeBack(long merchantId, byte[] subject, Instant countedAt) {
        mapper.takeBack(merchantId, subject, countedAt);
    }

    /** Deletes at most so many counts that began before. */
    int sweep(Instant before, int most) {
        return mapper.sweep(before, most);
    }
}
