package io.kabao.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts people who look at what a code offers. Counts are gathered in this process and added to the codes and their days every
 * few seconds, all by one statement each, so that a code that everybody scans is no row that everybody waits for; a crash loses
 * what was gathered since, and nothing more.
 */
@Component
public class Scans implements SmartLifecycle {

    /** How often counts are added to the codes. */
    static final Duration EVERY = Duration.ofSeconds(3);

    /** Codes that are counted at once; while the database is away, scans of further ones are not. */
    static final int CODES_MOST = 50_000;

    /** Codes of one statement. */
    static final int BLOCK = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Scans.class);

    /** In a quarter of an hour no zone has two days. */
    private static final long QUARTER_SECONDS = 900;

    private final ClaimCodeMapper mapper;
    private final CodeDays days;
    private final Clock clock;
    private final TransactionTemplate inTransaction;
    // Merged and removed entry by entry, which loses no count; an adder could be read and dropped while somebody adds.
    private final ConcurrentHashMap<Moment, Long> gathered = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService timer;

    Scans(ClaimCodeMapper mapper, CodeDays days, Clock clock, TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.days = days;
        this.clock = clock;
        this.inTransaction = inTransaction;
    }

    /** A quarter of an hour of one code, and what it stood for; the quarters are counted from 1970 on. */
    record Moment(
            long merchantId,
            long codeId,
            @Nullable Long storeId,
            @Nullable Long staffId,
            long quarter) {

        Instant at() {
            return Instant.ofEpochSecond(quarter * QUARTER_SECONDS);
        }
    }

    /** How often a code was scanned in a moment. */
    record Gathered(Moment moment, long scans) {}

    /** How often one code was scanned since the last look. */
    record Count(long codeId, long scans) {}

    /** Somebody looked at the offer of the code; in a transaction it counts once that has committed. */
    public void count(ClaimCode code) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            gather(code);
            return;
        }
        // What is undone is done again, and would be counted again.
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                gather(code);
            }
        });
    }

    private void gather(ClaimCode code) {
        var quarter = Math.floorDiv(clock.instant().getEpochSecond(), QUARTER_SECONDS);
        var moment = new Moment(code.merchantId(), code.id(), code.storeId(), code.staffId(), quarter);
        if (gathered.mappingCount() < CODES_MOST || gathered.containsKey(moment)) {
            gathered.merge(moment, 1L, Long::sum);
        }
    }

    @Override
    public synchronized void start() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("scans").factory());
            var _ = timer.scheduleWithFixedDelay(this::add, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Adds what is left. */
    @Override
    public synchronized void stop() {
        if (timer != null) {
            // What runs goes on to its end: a statement that is cut off may have counted or not.
            timer.close();
            timer = null;
            add();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /** After the door has answered its last request and before the database is let go. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void add() {
        var moments = gathered.keySet().stream()
                .sorted(Comparator.comparingLong(Moment::codeId).thenComparingLong(Moment::quarter))
                .toList();
        for (var from = 0; from < moments.size(); from += BLOCK) {
            if (!added(taken(moments.subList(from, Math.min(from + BLOCK, moments.size()))))) {
                return;
            }
        }
    }

    private List<Gathered> taken(List<Moment> moments) {
        var taken = new ArrayList<Gathered>();
        for (var moment : moments) {
            var scans = gathered.remove(moment);
            if (scans != null) {
                taken.add(new Gathered(moment, scans));
            }
        }
        return taken;
    }

    private boolean added(List<Gathered> taken) {
        if (taken.isEmpty()) {
            return true;
        }
        try {
            var rows = days.scanned(taken);
            inTransaction.executeWithoutResult(_ -> {
                mapper.addScans(byCode(taken));
                days.add(rows);
            });
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The scans of {} codes could not be added; they are kept for the next time", taken.size(), e);
            taken.forEach(count -> gathered.merge(count.moment(), count.scans(), Long::sum));
            return false;
        }
    }

    /** In the order of codes: whoever adds to the same ones at the same time waits and does not lock. */
    private static List<Count> byCode(List<Gathered> taken) {
        var byCode = new TreeMap<Long, Long>();
        taken.forEach(count -> byCode.merge(count.moment().codeId(), count.scans(), Long::sum));
        return byCode.entrySet().stream()
                .map(code -> new Count(code.getKey(), code.getValue()))
                .toList();
    }
}
