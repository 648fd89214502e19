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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One source's pushes: locked, processed and marked done in one transaction, several together while many are due. When one
 * of several fails, none of them has happened, and each is done by itself.
 */
class InboxLane implements Drain.Work {

    /** Pushes of one transaction. */
    static final int TOGETHER_MOST = 32;

    /** After so long a transaction takes on no further push. */
    private static final Duration TOGETHER_LONGEST = Duration.ofMillis(100);

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

    /**
     * Names the oldest due pushes that nobody processes, in pieces of one merchant's; each is locked only by the transaction
     * that processes it. While few are due each is a piece of its own.
     */
    @Override
    public List<Runnable> claim(int most) {
        // Those already handed out but not yet locked are still seen as free: ask for as many more.
        var due = mapper.findDue(handler.source(), clock.instant(), most * TOGETHER_MOST + inHand.size());
        if (due.isEmpty()) {
            lag.none();
        } else {
            lag.oldest(due.getFirst().nextAttemptAt());
        }
        var free = due.stream().filter(push -> !inHand.contains(push.id())).toList();
        var size = Math.clamp(Math.ceilDiv(free.size(), most), 1, TOGETHER_MOST);
        var ofMerchants = free.stream()
                .collect(Collectors.groupingBy(DuePush::merchantId, LinkedHashMap::new, Collectors.toList()));
        return ofMerchants.values().stream()
                .flatMap(ofOne -> ofOne.stream().gather(Gatherers.windowFixed(size)))
                .limit(most)
                .<Runnable>map(this::handedOut)
                .toList();
    }

    private Runnable handedOut(List<DuePush> pushes) {
        var ids = idsOf(pushes);
        inHand.addAll(ids);
        return () -> {
            try {
                process(pushes);
            } finally {
                ids.forEach(inHand::remove);
            }
        };
    }

    private void process(List<DuePush> pushes) {
        var locked = new ArrayList<InboxRow>();
        try {
            var done = transaction.execute(_ -> {
                locked.addAll(mapper.lockDue(pushes.getFirst().merchantId(), idsOf(pushes), clock.instant()));
                return processLocked(locked);
            });
            count("done", done);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            if (locked.isEmpty()) {
                throw e;
            }
            if (pushes.size() == 1) {
                failed(locked.getFirst(), e);
            } else {
                // All of it is undone; by itself each shows whether it was the one that failed.
                pushes.forEach(push -> process(List.of(push)));
            }
        }
    }

    private static List<Long> idsOf(List<DuePush> pushes) {
        return pushes.stream().map(DuePush::id).toList();
    }

    /** Processes what was locked and says how many that were: once it takes long, those left are let go for the next look. */
    private int processLocked(List<InboxRow> locked) {
        var done = new ArrayList<Long>();
        var begun = System.nanoTime();
        for (var row : locked) {
            if (System.nanoTime() - begun > TOGETHER_LONGEST.toNanos()) {
                break;
            }
            take(row);
            done.add(row.id());
        }
        if (!done.isEmpty()) {
            mapper.done(locked.getFirst().merchantId(), done, clock.instant());
        }
        return done.size();
    }

    private void take(InboxRow row) {
        var payload = cipher.decrypt(Inbox.PAYLOAD, row.merchantId(), row.payload());
        try (var _ = Tenancy.bind(row.merchantId())) {
            handler.take(new InboxMessage(row.id(), row.merchantId(), row.source(), payload, row.receivedAt()));
        }
    }

    /** All that the attempt did is undone; only that it failed is noted, unless somebody else got further meanwhile. */
    private void failed(InboxRow row, Throwable failure) {
        var text = FailureText.of(failure);
        var attempt = row.attempts() + 1;
        if (failure instanceof PermanentFailure || attempt >= row.attemptsMax()) {
            if (mapper.giveUp(row, clock.instant(), text) == 1) {
                count("given_up", 1);
                LOG.warn("Inbox message {} of {} is given up, attempt {}: {}", row.id(), row.source(), attempt, text);
            }
            return;
        }
        var failedSoFar = attempt - (row.attemptsMax() - Retries.MOST);
        if (mapper.putOff(row, Retries.next(clock.instant(), failedSoFar), text) == 1) {
            count("failed", 1);
            LOG.info("Inbox message {} of {} failed, attempt {}: {}", row.id(), row.source(), attempt, text);
        }
    }

    private void count(String outcome, int pushes) {
        meters.counter("kabao.inbox", "source", handler.source(), "outcome", outcome)
                .increment(pushes);
    }
}
