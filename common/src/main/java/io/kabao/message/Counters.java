package io.kabao.message;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.id.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
    private static final int TRIES = 4;

    private final CounterMapper mapper;
    private final TransactionTemplate inTransaction;
    private final Ids ids;

    Counters(CounterMapper mapper, TransactionTemplate inTransaction, Ids ids) {
        this.mapper = mapper;
        this.inTransaction = inTransaction;
        this.ids = ids;
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

    /** A count that is about to begin: its row has to be there before anything is locked. */
    private static final class NotBegun extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Counter counter;

        NotBegun(Counter counter) {
            super("A count begins", null, false, false);
            this.counter = counter;
        }
    }

    /**
     * Runs the work in a transaction of its own. Where it counts something for the first time, the row is made outside
     * of it and all is done again: rows made under other locks are how two deciders come to wait for each other.
     * Errors: {@link KernelError#BUSY}.
     */
    <T> T deciding(Supplier<T> work) {
        for (var attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return inTransaction.execute(_ -> work.get());
            } catch (NotBegun first) {
                begin(first.counter);
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    private void begin(Counter counter) {
        try {
            mapper.insert(new Counter(
                    ids.next(), counter.merchantId(), counter.subject(), counter.startedAt(), counter.counted()));
        } catch (DuplicateKeyException e) {
            LOG.debug("Somebody else began to count the same", e);
        }
    }

    /** The count as it stands at that time, locked if it exists; within {@link #deciding}. */
    Counter lock(long merchantId, byte[] subject, Instant now) {
        return lock(merchantId, subject, subject, now).one();
    }

    /** Two counts as they stand at that time, locked if they exist; within {@link #deciding}. */
    Locked lock(long merchantId, byte[] one, byte[] other, Instant now) {
        var found = mapper.lock(merchantId, one, other);
        return new Locked(
                pick(found, Counter.none(0, merchantId, one, now)),
                pick(found, Counter.none(0, merchantId, other, now)));
    }

    private static Counter pick(List<Counter> found, Counter otherwise) {
        return found.stream()
                .filter(counter -> Arrays.equals(counter.subject(), otherwise.subject()))
                .findFirst()
                .map(counter -> counter.at(otherwise.startedAt()))
                .orElse(otherwise);
    }

    /** Counts one more; within {@link #deciding}. */
    void add(Counter counter) {
        if (counter.id() == 0) {
            throw new NotBegun(counter);
        }
        mapper.set(counter.plusOne());
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
