package io.kabao.kernel.inbox;

import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.tenancy.Tenancy;
import io.kabao.kernel.work.Drain;
import io.kabao.kernel.work.FailureText;
import io.kabao.kernel.work.Lag;
import io.kabao.kernel.work.PermanentFailure;
import io.kabao.kernel.work.Retries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** One source's pushes: locked, processed and marked done in one transaction. */
class InboxLane implements Drain.Work {

    private static final Logger LOG = LoggerFactory.getLogger(InboxLane.class);

    private final InboxHandler handler;
    private final InboxMapper mapper;
    private final FieldCipher cipher;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Lag lag;
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();

    InboxLane(InboxHandler handler, InboxDrain.Tools tools) {
        this.handler = handler;
        this.mapper = tools.mapper();
        this.cipher = tools.cipher();
        this.clock = tools.clock();
        this.transaction = tools.transaction();
        this.meters = tools.meters();
        this.lag = new Lag(clock);
        Gauge.builder("kabao.inbox.lag", lag, Lag::seconds)
                .baseUnit("seconds")
                .tag("source", handler.source())
                .register(meters);
    }

    /** Names the oldest due pushes that nobody processes; each is locked only by the transaction that processes it. */
    @Override
    public List<Runnable> claim(int most) {
        // Pieces already handed out but not yet locked are still seen as free: ask for as many more.
        var due = mapper.findDue(handler.source(), clock.instant(), most + inHand.size());
        if (due.isEmpty()) {
            lag.none();
        } else {
            lag.oldest(due.getFirst().nextAttemptAt());
        }
        var pieces = new ArrayList<Runnable>(most);
        for (var push : due) {
            if (pieces.size() < most && inHand.add(push.id())) {
                pieces.add(() -> process(push));
            }
        }
        return pieces;
    }

    private void process(DuePush push) {
        var seen = new Seen();
        try {
            transaction.executeWithoutResult(_ -> {
                var locked = mapper.lockDue(push.merchantId(), push.id(), clock.instant());
                if (locked.isPresent()) {
                    seen.row = locked.get();
                    processLocked(locked.get());
                }
            });
            if (seen.row != null) {
                count("done");
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            Optional.ofNullable(seen.row).ifPresentOrElse(row -> failed(row, e), () -> {
                throw e;
            });
        } finally {
            inHand.remove(push.id());
        }
    }

    private void processLocked(InboxRow row) {
        var payload = cipher.decrypt(Inbox.PAYLOAD, row.merchantId(), row.payload());
        try (var _ = Tenancy.bind(row.merchantId())) {
            handler.take(new InboxMessage(row.id(), row.merchantId(), row.source(), payload, row.receivedAt()));
        }
        mapper.done(row, clock.instant());
    }

    /** All that the attempt did is undone; only that it failed is noted, unless somebody else got further meanwhile. */
    private void failed(InboxRow row, Throwable failure) {
        var text = FailureText.of(failure);
        var attempt = row.attempts() + 1;
        if (failure instanceof PermanentFailure || attempt >= row.attemptsMax()) {
            if (mapper.giveUp(row, clock.instant(), text) == 1) {
                count("given_up");
                LOG.warn("Inbox message {} of {} is given up, attempt {}: {}", row.id(), row.source(), attempt, text);
            }
            return;
        }
        var failedSoFar = attempt - (row.attemptsMax() - Retries.MOST);
        if (mapper.putOff(row, Retries.next(clock.instant(), failedSoFar), text) == 1) {
            count("failed");
            LOG.info("Inbox message {} of {} failed, attempt {}: {}", row.id(), row.source(), attempt, text);
        }
    }

    private void count(String outcome) {
        meters.counter("kabao.inbox", "source", handler.source(), "outcome", outcome)
                .increment();
    }

    /** The row as it was locked, for what comes after the transaction. */
    private static final class Seen {
        private @Nullable InboxRow row;
    }
}
