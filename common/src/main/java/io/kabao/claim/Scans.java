package io.kabao.claim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/**
 * Counts people who look at what a code offers. Counts are gathered in this process and added to the codes every few
 * seconds, all by one statement, so that a code that everybody scans is no row that everybody waits for; a crash loses
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

    private final ClaimCodeMapper mapper;
    // Merged and removed entry by entry, which loses no count; an adder could be read and dropped while somebody adds.
    private final ConcurrentHashMap<Long, Long> gathered = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService timer;

    Scans(ClaimCodeMapper mapper) {
        this.mapper = mapper;
    }

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
        if (gathered.mappingCount() < CODES_MOST || gathered.containsKey(code.id())) {
            gathered.merge(code.id(), 1L, Long::sum);
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
        var codes = gathered.keySet().stream().sorted().toList();
        for (var from = 0; from < codes.size(); from += BLOCK) {
            if (!added(taken(codes.subList(from, Math.min(from + BLOCK, codes.size()))))) {
                return;
            }
        }
    }

    private List<Count> taken(List<Long> codes) {
        var taken = new ArrayList<Count>();
        for (var code : codes) {
            var scans = gathered.remove(code);
            if (scans != null) {
                taken.add(new Count(code, scans));
            }
        }
        return taken;
    }

    private boolean added(List<Count> counts) {
        try {
            if (!counts.isEmpty()) {
                mapper.addScans(counts);
            }
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The scans of {} codes could not be added; they are kept for the next time", counts.size(), e);
            counts.forEach(count -> gathered.merge(count.codeId(), count.scans(), Long::sum));
            return false;
        }
    }
}
