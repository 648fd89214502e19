package io.kabao.kernel.inbox;

/** Where a push stands. */
public enum InboxStatus {
    /** Will be processed when due, or is being processed; may still end either way. */
    WAITING,
    /** Has had its effect; final. That it came is remembered for 30 days, what it said is not. */
    DONE,
    /** Is not tried again unless a person says so; kept for 180 days. */
    GIVEN_UP;

    /** Whether a push in this state may come into the next. */
    public boolean canBecome(InboxStatus next) {
        return switch (this) {
            case WAITING -> next == DONE || next == GIVEN_UP;
            case DONE -> false;
            case GIVEN_UP -> next == WAITING;
        };
    }
}
