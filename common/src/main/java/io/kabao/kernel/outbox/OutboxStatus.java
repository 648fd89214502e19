package io.kabao.kernel.outbox;

/** Where a message to the outside stands. */
public enum OutboxStatus {
    /** Will be sent when due, or is being sent; may still end either way. */
    WAITING,
    /** Was taken by the other side; final. That it was is kept for 30 days, what it said is not. */
    SENT,
    /** Is not tried again unless a person says so; kept for 180 days. */
    GIVEN_UP;

    /** Whether a message in this state may come into the next. */
    public boolean canBecome(OutboxStatus next) {
        return switch (this) {
            case WAITING -> next == SENT || next == GIVEN_UP;
            case SENT -> false;
            case GIVEN_UP -> next == WAITING;
        };
    }
}
