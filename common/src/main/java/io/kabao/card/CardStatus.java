package io.kabao.card;

/** The life of a card. */
public enum CardStatus {
    /** An old card of the counter, not yet in WeChat: may be used at the counter, ends by being bound. */
    OFFLINE,
    /** Held in WeChat but not yet activated or bound, or a company's and sharing no balance yet: nothing can be done with it. */
    CLAIMED,
    /** In full use. */
    ACTIVE,
    /** Lost or locked: nothing moves until it is unfrozen. */
    FROZEN,
    /** An old card whose number and balance went over to the claimed one: for ever. */
    MERGED,
    /** Given back with nothing left on it, or its holder was erased: for ever. */
    CANCELLED;

    /** Whether the card may come into the next state. */
    public boolean canBecome(CardStatus next) {
        return switch (this) {
            case OFFLINE -> next == MERGED || next == FROZEN || next == CANCELLED;
            case CLAIMED -> next == ACTIVE || next == CANCELLED;
            case ACTIVE -> next == FROZEN || next == CANCELLED;
            case FROZEN -> next == ACTIVE || next == CANCELLED;
            case MERGED, CANCELLED -> false;
        };
    }

    /** Whether a member holds at most one such card of a template. */
    public boolean isLive() {
        return this == CLAIMED || this == ACTIVE || this == FROZEN;
    }
}
