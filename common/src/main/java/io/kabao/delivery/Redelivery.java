package io.kabao.delivery;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.inbox.Inbox;
import io.kabao.kernel.inbox.InboxEntry;
import io.kabao.kernel.inbox.InboxError;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxEntry;
import io.kabao.kernel.outbox.OutboxError;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets a message be sent or processed again because a person says so. */
@Service
public class Redelivery {

    private final Outbox outbox;
    private final Inbox inbox;
    private final Audit audit;

    Redelivery(Outbox outbox, Inbox inbox, Audit audit) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.audit = audit;
    }

    /**
     * Makes an outgoing message due at once.
     * Errors: {@link OutboxError#OUTBOX_MESSAGE_NOT_FOUND}, {@link OutboxError#OUTBOX_MESSAGE_SENT}.
     */
    @Transactional
    public OutboxEntry retry(Actor actor, long id) {
        var entry = outbox.retry(actor.merchantId(), id);
        audit.record(actor, Change.act("OUTBOX_MESSAGE_RETRIED", "OUTBOX_MESSAGE", id));
        return entry;
    }

    /**
     * Makes an incoming message that was given up due once more. Errors: {@link InboxError#INBOX_MESSAGE_NOT_FOUND},
     * {@link InboxError#INBOX_MESSAGE_WAITING}, {@link InboxError#INBOX_MESSAGE_DONE}.
     */
    @Transactional
    public InboxEntry replay(Actor actor, long id) {
        var entry = inbox.replay(actor.merchantId(), id);
        audit.record(actor, Change.act("INBOX_MESSAGE_REPLAYED", "INBOX_MESSAGE", id));
        return entry;
    }
}
