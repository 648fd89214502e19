package io.kabao.kernel.id;

import java.time.Duration;
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

/** Renews the lease of the ids while the process lives and gives it back when it stops. */
@Component
class LeaseKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration EVERY = WorkerLeases.LENGTH.dividedBy(6);

    private final Ids ids;
    private @Nullable ScheduledExecutorService timer;

    LeaseKeeper(Ids ids) {
        this.ids = ids;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("id-lease").factory());
        var _ = timer.scheduleWithFixedDelay(this::renew, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            ids.renew();
        } catch (DataAccessException | TransactionException | IllegalStateException e) {
            LOG.warn("The lease of worker {} could not be renewed; trying again", ids.worker(), e);
        }
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
            try {
                ids.giveBack();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("The lease of worker {} was not given back and will run out", ids.worker(), e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** Last to stop: others may still need ids while they finish. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
