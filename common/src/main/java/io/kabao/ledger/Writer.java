package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches into the books, whatever happens on the way: what can be done is done once, what can't is told so, and
 * of what is uncertain nothing is claimed.
 */
final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** So long a batch waits for a database that is gone. */
    private static final Duration OUTAGE_BORNE = Duration.ofSeconds(5);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int TRIES_ALONE = 2;

    /** After a lock was waited for in vain, no batch waits for any for so long. */
    private static final Duration IMPATIENT = Duration.ofSeconds(10);

    private final BatchTools tools;
    private final WriterSession session;
    private final MeterRegistry meters;

    private boolean gone;
    private long goneSinceNanos;
    private boolean impatient;
    private long impatientSinceNanos;

    Writer(BatchTools tools, WriterSession session, MeterRegistry meters) {
        this.tools = tools;
        this.session = session;
        this.meters = meters;
    }

    /**
     * Works a batch off; every command in it is answered, save those that are handed back.
     *
     * @return commands to be queued once more: others had their rows locked, or their card changed its holder
     */
    List<Pending<?>> work(List<Pending<?>> batch) {
        try {
            return again(run(batch, isPatient()));
        } catch (SQLException e) {
            session.rollback();
            return LockTaken.isOne(e) ? withoutLocked(batch) : oneByOne(batch, e);
        } catch (RuntimeException | Error e) {
            session.rollback();
            return oneByOne(batch, e);
        }
    }

    private List<Pending<?>> run(List<Pending<?>> batch, boolean waits) throws SQLException {
        var left = new BatchRun(tools, connection(), batch, waits).run();
        meters.summary("kabao.books.batch").record(batch.size());
        return left;
    }

    private List<Pending<?>> withoutLocked(List<Pending<?>> batch) {
        impatient = true;
        impatientSinceNanos = System.nanoTime();
        try {
            return again(run(batch, false));
        } catch (SQLException | RuntimeException | Error e) {
            session.rollback();
            return oneByOne(batch, e);
        }
    }

    /** Whether rows that others have locked are waited for. */
    private boolean isPatient() {
        impatient = impatient && System.nanoTime() - impatientSinceNanos < IMPATIENT.toNanos();
        return !impatient;
    }

    /** Who has been handed back for too long is told so. */
    private static List<Pending<?>> again(List<Pending<?>> left) {
        var again = new ArrayList<Pending<?>>();
        for (var pending : left) {
            if (pending.mayGoBack()) {
                again.add(pending);
            } else {
                pending.leave();
            }
        }
        return again;
    }

    /**
     * One of them spoils the batch, or the connection was lost: perhaps at the commit, which its row then tells. A command
     * that fails in the worst of ways is no reason for the others to go without a writer.
     */
    private List<Pending<?>> oneByOne(List<Pending<?>> batch, Throwable cause) {
        LOG.warn("A batch of {} on the books failed and is done one by one: {}", batch.size(), name(cause));
        meters.counter("kabao.books.failed.batches").increment();
        var again = new ArrayList<Pending<?>>();
        for (var pending : batch) {
            again.addAll(alone(pending));
        }
        return again;
    }

    private List<Pending<?>> alone(Pending<?> pending) {
        Throwable last = null;
        for (var attempt = 0; attempt < TRIES_ALONE && !isOutageBorne(); attempt++) {
            try {
                return again(run(List.of(pending), isPatient()));
            } catch (SQLException | RuntimeException | Error e) {
                session.rollback();
                last = e;
            }
        }
        meters.counter("kabao.books.failed.commands").increment();
        LOG.error(
                "A command on the books failed: {} {}",
                pending.command().getClass().getSimpleName(),
                last == null ? "" : name(last),
                last);
        pending.fail(new BusinessError(BooksError.OUTCOME_UNKNOWN));
        return List.of();
    }

    private static String name(Throwable failure) {
        return failure instanceof SQLException sql
                ? sql.getClass().getSimpleName() + " " + sql.getErrorCode()
                : failure.getClass().getSimpleName();
    }

    /** The connection; a database that has gone away is waited for a while, once for all that ask meanwhile. */
    private Connection connection() throws SQLException {
        while (true) {
            try {
                var connection = session.connection();
                gone = false;
                return connection;
            } catch (SQLException e) {
                if (!gone) {
                    gone = true;
                    goneSinceNanos = System.nanoTime();
                }
                if (isOutageBorne()) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    /** Whether the database has been away for so long that nobody is kept waiting for it any more. */
    private boolean isOutageBorne() {
        return gone && System.nanoTime() - goneSinceNanos > OUTAGE_BORNE.toNanos();
    }
}
