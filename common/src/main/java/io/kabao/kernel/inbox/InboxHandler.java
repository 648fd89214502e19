package io.kabao.kernel.inbox;

/** Processes the pushes of one source; a bean of it makes the inbox drain that source in this app. */
public interface InboxHandler {

    /** The source, at most 40 ASCII characters; one handler each. */
    String source();

    /**
     * Processes one push inside the transaction that marks it done, perhaps with others of the merchant, its merchant bound:
     * what it writes is there exactly once. So it must call nothing remote; what goes out is put into the outbox. Any
     * exception undoes all of it and the push is tried later; {@link io.kabao.kernel.work.PermanentFailure}, given up.
     * Pushes come in no order, and one that was given up comes again when a person asks for it.
     */
    void take(InboxMessage message);
}
