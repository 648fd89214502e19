package io.kabao.message;

/** What a code by SMS is good for; it is good for nothing else. */
public enum SmsPurpose {
    /** The phone belongs to whoever claims a card. */
    CLAIM,
    /** An old card is bound. */
    BIND,
    /** A phone that another identity of the same app holds is taken over. */
    IDENTITY,
    /** A payment PIN is set or reset. */
    PIN,
    /** The member agrees to a payment at the counter. Staff ask for it, and it is tied to the member instead of who asks. */
    PAY
}
