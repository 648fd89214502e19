package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.delivery.Redelivery;
import io.kabao.kernel.Actor;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxEntry;
import io.kabao.kernel.outbox.OutboxStatus;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What goes out, and what is stuck. */
@RestController
class OutboxController {

    private final Outbox outbox;
    private final Redelivery redelivery;

    OutboxController(Outbox outbox, Redelivery redelivery) {
        this.outbox = outbox;
        this.redelivery = redelivery;
    }

    record OutboxView(
            @JsonId long id,
            String topic,
            OutboxStatus status,
            int attempts,
            Instant nextAttemptAt,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable String lastError) {

        static OutboxView of(OutboxEntry entry) {
            return new OutboxView(
                    entry.id(),
                    entry.topic(),
                    entry.status(),
                    entry.attempts(),
                    entry.nextAttemptAt(),
                    entry.createdAt(),
                    entry.finishedAt(),
                    entry.lastError());
        }
    }

    @OperatorMay(Permission.DELIVERY_READ)
    @GetMapping("/admin/outbox")
    Page<OutboxView> list(
            SignedInOperator operator,
            @RequestParam(required = false) @Nullable OutboxStatus status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return outbox.list(operator.merchantId(), status, PageRequest.of(limit, cursor))
                .map(OutboxView::of);
    }

    @OperatorMay(Permission.DELIVERY_RETRY)
    @PostMapping("/admin/outbox/{id}/retry")
    OutboxView retry(Actor actor, @PathVariable long id) {
        return OutboxView.of(redelivery.retry(actor, id));
    }
}
