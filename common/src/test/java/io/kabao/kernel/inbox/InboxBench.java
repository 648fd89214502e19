package io.kabao.kernel.inbox;

import static org.awaitility.Awaitility.await;

import io.kabao.audit.Audit;
import io.kabao.kernel.Effects;
import io.kabao.kernel.MovableClock;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.page.PageRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox, a handler and as many drains as a test wants, for one merchant and source of the test's own. */
@TestComponent
class InboxBench implements AutoCloseable {

    private static final AtomicInteger SOURCES = new AtomicInteger();

    final Inbox inbox;
    final MovableClock clock;
    final Effects effects;
    final TransactionTemplate transaction;
    final long merchantId = Effects.newMerchant();
    final String source = "source-" + SOURCES.incrementAndGet();

    private final InboxMapper mapper;
    private final FieldCipher cipher;
    private final PlatformTransactionManager transactions;
    private final MeterRegistry meters;
    private final List<InboxDrain> drains = new ArrayList<>();

    InboxBench(
            @Autowired Inbox inbox,
            @Autowired InboxMapper mapper,
            @Autowired FieldCipher cipher,
            @Autowired MovableClock clock,
            @Autowired PlatformTransactionManager transactions,
            @Autowired MeterRegistry meters,
            @Autowired Audit audit,
            @Autowired DataSource database) {
        this.inbox = inbox;
        this.mapper = mapper;
        this.cipher = cipher;
        this.clock = clock;
        this.transactions = transactions;
        this.meters = meters;
        this.transaction = new TransactionTemplate(transactions);
        this.effects = new Effects(audit, database);
    }

    /** The usual effect: the number that is the payload. */
    void happen(InboxMessage message) {
        effects.happen(message.merchantId(), Long.parseLong(message.payload()));
    }

    List<Long> happened() {
        return effects.at(merchantId);
    }

    InboxHandler handler(Consumer<InboxMessage> behaviour) {
        return new InboxHandler() {
            @Override
            public String source() {
                return source;
            }

            @Override
            public void take(InboxMessage message) {
                behaviour.accept(message);
            }
        };
    }

    InboxDrain drain(Consumer<InboxMessage> behaviour) {
        var drain = new InboxDrain(inbox, List.of(handler(behaviour)), mapper, cipher, clock, transactions, meters);
        drains.add(drain);
        drain.start();
        return drain;
    }

    Push push(String key, String payload) {
        return new Push(merchantId, source, key, payload);
    }

    List<InboxEntry> entries() {
        return inbox.list(merchantId, null, PageRequest.of(PageRequest.MOST, null))
                .items();
    }

    InboxEntry only() {
        return entries().getFirst();
    }

    InboxEntry awaitStatus(InboxStatus status) {
        return await().until(this::only, entry -> entry.status() == status);
    }

    InboxEntry awaitAttempts(int attempts) {
        return await().until(this::only, entry -> entry.attempts() == attempts);
    }

    void awaitNoneWaiting() {
        await().until(() -> waiting() == 0);
    }

    void advance(Duration by) {
        clock.advance(by);
        inbox.bell().ring();
    }

    double counted(String outcome) {
        return meters.counter("kabao.inbox", "source", source, "outcome", outcome)
                .count();
    }

    private long waiting() {
        return effects.jdbc()
                .sql("SELECT COUNT(*) FROM inbox WHERE source = ? AND status = 'WAITING'")
                .param(source)
                .query(Long.class)
                .single();
    }

    /** Stops the drains the test began. */
    @Override
    public void close() {
        drains.forEach(InboxDrain::stop);
    }
}
