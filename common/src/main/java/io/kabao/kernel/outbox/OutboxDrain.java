package io.kabao.kernel.outbox;

import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.work.Drain;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is due, of the topics that have a sender in this app; others are left for the app that has it. Each topic
 * has its own share of the calls, so that one silent receiver does not stop the others.
 */
@Component
public class OutboxDrain implements SmartLifecycle {

    /** How long an attempt may take before the message counts as not sent and is claimed again. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    /** Messages that are sent at once, over all topics. */
    static final int WIDTH = 16;

    private final List<Drain> lanes;
    private volatile boolean running;

    /** What every lane needs. */
    record Tools(
            OutboxMapper mapper,
            FieldCipher cipher,
            Clock clock,
            TransactionTemplate transaction,
            MeterRegistry meters) {}

    OutboxDrain(
            Outbox outbox,
            List<OutboxSender> senders,
            OutboxMapper mapper,
            FieldCipher cipher,
            Clock clock,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        var tools = new Tools(mapper, cipher, clock, new TransactionTemplate(transactions), meters);
        var topics = new HashSet<String>();
        for (var sender : senders) {
            if (!topics.add(sender.topic())) {
                throw new IllegalStateException("Two senders take the topic " + sender.topic());
            }
        }
        var width = Math.max(1, WIDTH / Math.max(1, senders.size()));
        this.lanes = senders.stream()
                .map(sender ->
                        new Drain("outbox-" + sender.topic(), width, outbox.bell(), new OutboxLane(sender, tools)))
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
        Thread.ofVirtual().name("outbox-stop").start(() -> {
            stop();
            whenDone.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
