package io.kabao.kernel.id;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Worker numbers as rows: taken, renewed and given back in short transactions of their own. */
@Component
class WorkerLeases {

    /** Long enough to outlast a restart of the database, short enough that 1024 numbers survive many crashes. */
    static final Duration LENGTH = Duration.ofSeconds(90);

    private final WorkerLeaseMapper mapper;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;

    WorkerLeases(WorkerLeaseMapper mapper, Clock clock, PlatformTransactionManager transactions) {
        this.mapper = mapper;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    WorkerLease take() {
        return ownTransaction.execute(_ -> {
            var now = clock.instant();
            var free = mapper.lockFree(now)
                    .orElseThrow(() -> new IllegalStateException("All 1024 worker numbers of ids are leased"));
            // A predecessor with a fast clock may have leased beyond our now: start where it ended.
            var from = free.until().isAfter(now) ? free.until() : now;
            var lease = new WorkerLease(free.worker(), free.fence() + 1, from, from.plus(LENGTH));
            mapper.take(lease);
            return lease;
        });
    }

    /** The same lease reaching further than {@code needed}, or another number where somebody took this one. */
    WorkerLease renew(WorkerLease lease, Instant needed) {
        var now = clock.instant();
        var until = (needed.isAfter(now) ? needed : now).plus(LENGTH);
        var kept = ownTransaction.execute(_ -> mapper.extend(lease.worker(), lease.fence(), until)) == 1;
        return kept ? new WorkerLease(lease.worker(), lease.fence(), lease.from(), until) : take();
    }

    void giveBack(WorkerLease lease, Instant lastUsed) {
        ownTransaction.executeWithoutResult(_ -> mapper.shorten(lease.worker(), lease.fence(), lastUsed));
    }
}
