package io.kabao.kernel.id;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Gives out ids that are unique over all instances and grow with time: 41 bits of milliseconds since
 * {@link #EPOCH}, 10 bits of worker, 12 bits of sequence.
 *
 * <p>An id's time always lies inside the lease of its worker number as the database holds it, and leases of one number
 * never overlap. So two instances can't give out the same id even when their clocks disagree or one was frozen.
 */
@Component
public class Ids {

    /** Millisecond zero of an id's time; 41 bits last until 2095. */
    public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private static final int WORKER_BITS = 10;
    private static final int SEQUENCE_BITS = 12;
    private static final int LARGEST_SEQUENCE = (1 << SEQUENCE_BITS) - 1;

    private static final long LATEST_MILLIS = (1L << 41) - 1;
    private static final Instant LATEST = EPOCH.plusMillis(LATEST_MILLIS);

    private final Clock clock;
    private final WorkerLeases leases;

    private WorkerLease lease;
    private long lastMillis;
    private int sequence;

    Ids(Clock clock, WorkerLeases leases) {
        this.clock = clock;
        this.leases = leases;
        this.lease = leases.take();
        this.lastMillis = lease.from().toEpochMilli();
    }

    /**
     * The next id.
     *
     * @throws org.springframework.dao.DataAccessException when the lease has run out and the database can't be asked
     */
    public synchronized long next() {
        var now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            sequence = 0;
        } else if (sequence < LARGEST_SEQUENCE) {
            sequence++;
        } else {
            // The clock stands still or went back: borrow the next millisecond, as far as the lease reaches.
            lastMillis++;
            sequence = 0;
        }
        if (lastMillis >= lease.until().toEpochMilli()) {
            renew();
        }
        return (lastMillis - EPOCH.toEpochMilli()) << (WORKER_BITS + SEQUENCE_BITS)
                | (long) lease.worker() << SEQUENCE_BITS
                | sequence;
    }

    /** The smallest id that can be given out at this time; 0 before {@link #EPOCH}. */
    public static long firstOf(Instant time) {
        var millis = time.isBefore(EPOCH)
                ? 0
                : time.isAfter(LATEST) ? LATEST_MILLIS : time.toEpochMilli() - EPOCH.toEpochMilli();
        return millis << (WORKER_BITS + SEQUENCE_BITS);
    }

    /** When an id was given out, in whole milliseconds. */
    public static Instant timeOf(long id) {
        return EPOCH.plusMillis(id >> (WORKER_BITS + SEQUENCE_BITS));
    }

    /**
     * Renews the lease ahead of its end; without this an id would wait for the database now and then. When another
     * instance has taken the number meanwhile, a new one is taken.
     */
    synchronized void renew() {
        var renewed = leases.renew(lease, Instant.ofEpochMilli(lastMillis));
        if (renewed.worker() != lease.worker() || renewed.fence() != lease.fence()) {
            lastMillis = Math.max(clock.millis(), renewed.from().toEpochMilli());
            sequence = 0;
        }
        lease = renewed;
    }

    synchronized void giveBack() {
        var used = Instant.ofEpochMilli(lastMillis + 1);
        leases.giveBack(lease, used);
        // Whoever still needs an id from here on leases again.
        lease = new WorkerLease(lease.worker(), lease.fence(), lease.from(), used);
    }

    /** The worker number now held, 0 to 1023. */
    public synchronized int worker() {
        return lease.worker();
    }
}
