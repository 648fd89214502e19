package io.kabao.kernel.inbox;

import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.work.Drain;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Processes what is due, of the sources that have a handler in this app; others are left for the app that has it. Few
 * at once, since each holds a connection of the pool.
 */
@Component
public class InboxDrain implements SmartLifecycle {

    /** Transactions that process pushes at once, over all sources. */
    static final int WIDTH = 4;

    private final List<Drain> lanes;
    private volatile boolean running;

    /** What every lane needs. */
    record Tools(
            InboxMapper mapper,
            FieldCipher cipher,
            Clock clock,
            TransactionTemplate transaction,
            MeterRegistry meters) {}

    InboxDrain(
            Inbox inbox,
            List<InboxHandler> handlers,
            InboxMapper mapper,
            FieldCipher cipher,
            Clock clock,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        var tools = new Tools(mapper, cipher, clock, new TransactionTemplate(transactions), meters);
        var sources = new HashSet<String>();
        for (var handler : handlers) {
            if (!sources.add(handler.source())) {
                throw new IllegalStateException("Two handlers take the source " + handler.source());
            }
        }
        var slots = new Semaphore(WIDTH);
        this.lanes = handlers.stream()
                .map(handler ->
                        new Drain("inbox-" + handler.source(), slots, inbox.bell(), new InboxLane(handler, tools)))
                .toList();
    }

    @Override
    public void start() {
        lanes.forEach(Drain::start);
        running = true;
    }

    /** Takes nothing new and waits for running calls, at most 15 s. */
    @Override
    public void stop() {
        Drain.stopAll(lanes);
        running = false;
    }

    /** Lets other parts of the app stop meanwhile. */
    @Override
    public void stop(Runnable whenDone) {
        Thread.ofVirtual().name("inbox-stop").start(() -> {
            stop();
            whenDone.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
