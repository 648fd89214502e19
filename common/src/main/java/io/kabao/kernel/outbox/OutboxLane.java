package io.kabao.kernel.outbox;

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
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** One topic's messages: claimed in a short transaction, sent outside any, their end noted in a second short one. */
class OutboxLane implements Drain.Work {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxLane.class);

    private final OutboxSender sender;
    private final OutboxMapper mapper;
    private final FieldCipher cipher;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Lag lag;

    OutboxLane(OutboxSender sender, OutboxDrain.Tools tools) {
        this.sender = sender;
        this.mapper = tools.mapper();
        this.cipher = tools.cipher();
        this.clock = tools.clock();
        this.transaction = tools.transaction();
        this.meters = tools.meters();
        this.lag = new Lag(clock);
        Gauge.builder("kabao.outbox.lag", lag, Lag::seconds)
                .baseUnit("seconds")
                .tag("topic", sender.topic())
                .register(meters);
    }

    /** Begins an attempt of the oldest due messages: counted and leased before anything is sent. */
    @Override
    public List<Runnable> claim(int most) {
        var rows = transaction.execute(_ -> {
            var now = clock.instant();
            var due = mapper.lockDue(sender.topic(), now, most);
            if (!due.isEmpty()) {
                mapper.lease(due.stream().map(OutboxRow::id).toList(), now.plus(OutboxDrain.LEASE));
            }
            return due;
        });
        if (rows.isEmpty()) {
            lag.none();
        } else {
            lag.oldest(rows.getFirst().nextAttemptAt());
        }
        return rows.stream().<Runnable>map(row -> () -> attempt(row)).toList();
    }

    private void attempt(OutboxRow row) {
        if (row.attempt() > row.attemptsMax()) {
            // The last attempt never came back: it may be what ends the process.
            giveUp(row, "The last attempt did not come back");
            return;
        }
        try (var _ = Tenancy.bind(row.merchantId())) {
            sender.send(messageOf(row));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            failed(row, e);
            return;
        }
        if (mapper.sent(row, clock.instant()) == 1) {
            count("sent");
        }
    }

    private OutboxMessage messageOf(OutboxRow row) {
        var payload = cipher.decrypt(Outbox.PAYLOAD, row.merchantId(), row.payload());
        return new OutboxMessage(row.id(), row.merchantId(), row.topic(), payload, row.attempt(), row.createdAt());
    }

    private void failed(OutboxRow row, Throwable failure) {
        var text = FailureText.of(failure);
        if (failure instanceof PermanentFailure || row.attempt() >= row.attemptsMax()) {
            giveUp(row, text);
            return;
        }
        var failedSoFar = row.attempt() - (row.attemptsMax() - Retries.MOST);
        if (mapper.putOff(row, Retries.next(clock.instant(), failedSoFar), text) == 1) {
            count("failed");
            LOG.info("Outbox message {} of {} failed, attempt {}: {}", row.id(), row.topic(), row.attempt(), text);
        }
    }

    private void giveUp(OutboxRow row, String text) {
        if (mapper.giveUp(row, clock.instant(), text) == 1) {
            count("given_up");
            LOG.warn("Outbox message {} of {} is given up, attempt {}: {}", row.id(), row.topic(), row.attempt(), text);
        }
    }

    private void count(String outcome) {
        meters.counter("kabao.outbox", "topic", sender.topic(), "outcome", outcome)
                .increment();
    }
}
