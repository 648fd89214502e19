package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.delivery.Redelivery;
import io.kabao.kernel.Actor;
import io.kabao.kernel.inbox.Inbox;
import io.kabao.kernel.inbox.InboxEntry;
import io.kabao.kernel.inbox.InboxStatus;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came in, and what of it is stuck. */
@RestController
class InboxController {

    private final Inbox inbox;
    private final Redelivery redelivery;

    InboxController(Inbox inbox, Redelivery redelivery) {
        this.inbox = inbox;
        this.redelivery = redelivery;
    }

    record InboxView(
            @JsonId long id,
            String source,
            InboxStatus status,
            int attempts,
            Instant nextAttemptAt,
            Instant receivedAt,
            @Nullable Instant finishedAt,
            @Nullable String lastError) {

        static InboxView of(InboxEntry entry) {
            return new InboxView(
                    entry.id(),
                    entry.source(),
                    entry.status(),
                    entry.attempts(),
                    entry.nextAttemptAt(),
                    entry.receivedAt(),
                    entry.finishedAt(),
                    entry.lastError());
        }
    }

    @OperatorMay(Permission.DELIVERY_READ)
    @GetMapping("/admin/inbox")
    Page<InboxView> list(
            SignedInOperator operator,
            @RequestParam(required = false) @Nullable InboxStatus status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return inbox.list(operator.merchantId(), status, PageRequest.of(limit, cursor))
                .map(InboxView::of);
    }

    @OperatorMay(Permission.DELIVERY_RETRY)
    @PostMapping("/admin/inbox/{id}/replay")
    InboxView replay(Actor actor, @PathVariable long id) {
        return InboxView.of(redelivery.replay(actor, id));
    }
}
