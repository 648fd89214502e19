package io.kabao.kernel.outbox;

/** Sends the messages of one topic; a bean of it makes the outbox drain that topic in this app. */
public interface OutboxSender {

    /** The topic, at most 40 ASCII characters; one sender each. */
    String topic();

    /**
     * Sends one message, outside any transaction and with its merchant bound. It must end by itself within
     * {@link OutboxDrain#LEASE}: after that the message is taken for lost and sent again. Returning means that the other
     * side has it; any exception, that it is tried later; {@link io.kabao.kernel.work.PermanentFailure}, that it is given up.
     */
    void send(OutboxMessage message);
}
