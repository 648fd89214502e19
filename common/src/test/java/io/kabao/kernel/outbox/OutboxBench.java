package io.kabao.kernel.outbox;

import static org.awaitility.Awaitility.await;

import io.kabao.kernel.Effects;
import io.kabao.kernel.MovableClock;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.page.PageRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox, a receiver and as many drains as a test wants, for one merchant and topic of the test's own. */
@TestComponent
class OutboxBench implements AutoCloseable {

    private static final AtomicInteger TOPICS = new AtomicInteger();

    final Outbox outbox;
    final MovableClock clock;
    final TransactionTemplate transaction;
    final JdbcClient jdbc;
    final long merchantId = Effects.newMerchant();
    final Queue<OutboxMessage> received = new ConcurrentLinkedQueue<>();
    final String topic = "topic-" + TOPICS.incrementAndGet();

    private final OutboxMapper mapper;
    private final FieldCipher cipher;
    private final PlatformTransactionManager transactions;
    private final MeterRegistry meters;
    private final List<OutboxDrain> drains = new ArrayList<>();

    OutboxBench(
            @Autowired Outbox outbox,
            @Autowired OutboxMapper mapper,
            @Autowired FieldCipher cipher,
            @Autowired MovableClock clock,
            @Autowired PlatformTransactionManager transactions,
            @Autowired MeterRegistry meters,
            @Autowired DataSource database) {
        this.outbox = outbox;
        this.mapper = mapper;
        this.cipher = cipher;
        this.clock = clock;
        this.transactions = transactions;
        this.meters = meters;
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = JdbcClient.create(database);
    }

    /** A receiver that does as told and keeps what it took. */
    OutboxSender receiver(Consumer<OutboxMessage> behaviour) {
        return receiver(topic, behaviour);
    }

    OutboxSender receiver(String itsTopic, Consumer<OutboxMessage> behaviour) {
        return new OutboxSender() {
            @Override
            public String topic() {
                return itsTopic;
            }

            @Override
            public void send(OutboxMessage message) {
                behaviour.accept(message);
                received.add(message);
            }
        };
    }

    OutboxDrain drain(OutboxSender... senders) {
        var drain = new OutboxDrain(outbox, List.of(senders), mapper, cipher, clock, transactions, meters);
        drains.add(drain);
        drain.start();
        return drain;
    }

    /** Puts messages with these payloads and gives their ids, in the same order. */
    List<Long> put(String... payloads) {
        var drafts = List.of(payloads).stream()
                .map(payload -> new Outbox.Draft(topic, payload))
                .toList();
        transaction.executeWithoutResult(_ -> outbox.put(merchantId, drafts));
        var ids = entries().stream().map(OutboxEntry::id).limit(payloads.length).toList();
        return ids.reversed();
    }

    List<OutboxEntry> entries() {
        return outbox.list(merchantId, null, PageRequest.of(PageRequest.MOST, null))
                .items();
    }

    OutboxEntry entry(long id) {
        return outbox.require(merchantId, id);
    }

    OutboxEntry awaitStatus(long id, OutboxStatus status) {
        return await().until(() -> entry(id), entry -> entry.status() == status);
    }

    /** Waits for the end of an attempt that fails, which makes the message wait. */
    OutboxEntry awaitFailure(long id, int attempts) {
        return await().until(() -> entry(id), entry -> entry.attempts() == attempts && entry.lastError() != null);
    }

    void advance(Duration by) {
        clock.advance(by);
        outbox.bell().ring();
    }

    double counted(String outcome) {
        return meters.counter("kabao.outbox", "topic", topic, "outcome", outcome)
                .count();
    }

    /** Stops the drains the test began. */
    @Override
    public void close() {
        drains.forEach(OutboxDrain::stop);
    }
}
