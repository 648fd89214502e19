package io.kabao.e2e;

import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.List;

/** A time in which no job of a house runs: for what is counted there, and for what another process does meanwhile. */
public final class JobsAtRest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<Scheduler> schedulers;

    private JobsAtRest(List<Scheduler> schedulers) {
        this.schedulers = schedulers;
    }

    /** From now, when those that have begun are done, until it is closed. */
    public static JobsAtRest in(House house) {
        var rest = new JobsAtRest(house.beans(Scheduler.class));
        rest.schedulers.forEach(Scheduler::pause);
        try {
            await("no job").atMost(PATIENCE).until(rest::come);
            return rest;
        } catch (RuntimeException e) {
            rest.close();
            throw e;
        }
    }

    private boolean come() {
        return schedulers.stream()
                .allMatch(scheduler -> scheduler.getCurrentlyExecuting().isEmpty());
    }

    @Override
    public void close() {
        schedulers.forEach(Scheduler::resume);
    }
}
