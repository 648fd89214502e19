package io.kabao.e2e.resilience;

import io.kabao.admin.AdminApplication;
import io.kabao.door.Anonymous;
import io.kabao.e2e.Api;
import io.kabao.kernel.inbox.Inbox;
import io.kabao.kernel.inbox.InboxHandler;
import io.kabao.kernel.inbox.InboxMessage;
import io.kabao.kernel.inbox.Push;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxMessage;
import io.kabao.kernel.outbox.OutboxSender;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The admin door with one sender that tells a {@link Receiver} before and at each delivery, one handler that leaves a
 * row for each push it took, and a clock that is ahead by {@code COURIER_AHEAD_SECONDS}.
 */
final class Courier {

    static final String TOPIC = "parcel";
    static final long MERCHANT = 7;

    private Courier() {}

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(AdminApplication.class, Parts.class).run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        @Primary
        Clock clockAhead(@Value("${COURIER_AHEAD_SECONDS:0}") long aheadSeconds) {
            return Clock.offset(Clock.tickMillis(ZoneOffset.UTC), Duration.ofSeconds(aheadSeconds));
        }

        @Bean
        OutboxSender sender(@Value("${COURIER_RECEIVER}") int port) {
            return new Sender(Api.at(port));
        }

        @Bean
        InboxHandler handler(JdbcTemplate database) {
            return new Handler(database);
        }

        @Bean
        Counter counter(Outbox outbox, Inbox inbox, TransactionTemplate transaction) {
            return new Counter(outbox, inbox, transaction);
        }
    }

    private record Sender(Api receiver) implements OutboxSender {

        @Override
        public String topic() {
            return TOPIC;
        }

        @Override
        public void send(OutboxMessage message) {
            for (var step : List.of("/about/", "/delivered/")) {
                if (receiver.post(step + message.id(), message.payload()).status() != 200) {
                    throw new IllegalStateException("The receiver refused");
                }
            }
        }
    }

    private record Handler(JdbcTemplate database) implements InboxHandler {

        @Override
        public String source() {
            return TOPIC;
        }

        @Override
        public void take(InboxMessage message) {
            database.update("INSERT INTO e2e_effect (push_id, payload) VALUES (?, ?)", message.id(), message.payload());
        }
    }

    /** Where parcels are handed in. */
    @RestController
    static class Counter {

        private final Outbox outbox;
        private final Inbox inbox;
        private final TransactionTemplate transaction;

        Counter(Outbox outbox, Inbox inbox, TransactionTemplate transaction) {
            this.outbox = outbox;
            this.inbox = inbox;
            this.transaction = transaction;
        }

        @Anonymous(because = "a test hands parcels in")
        @PostMapping("/parcels")
        void send(@RequestParam int count) {
            var drafts = IntStream.range(0, count)
                    .mapToObj(i -> new Outbox.Draft(TOPIC, "parcel " + i))
                    .toList();
            transaction.executeWithoutResult(_ -> outbox.put(MERCHANT, drafts));
        }

        @Anonymous(because = "a test pushes")
        @PostMapping("/pushes")
        boolean receive(@RequestParam String key) {
            return inbox.receive(new Push(MERCHANT, TOPIC, key, "payload of " + key));
        }
    }
}
