package io.kabao.card;

/** How a card came to its member. */
public enum ClaimChannel {
    /** A plain follow of the official account, or its menu. */
    OFFICIAL_ACCOUNT,
    /** The mini-program's own page. */
    MINI_PROGRAM,
    /** A store's code. */
    STORE,
    /** A member of staff's code. */
    STAFF,
    /** A friend's invitation. */
    REFERRAL,
    /** Brought over from a former system. */
    IMPORT,
    /** Opened by hand at the console. */
    CONSOLE,
    /** Opened by a till. */
    POS;

    /** Whether a merchant makes codes of this channel. */
    public boolean isMadeByMerchant() {
        return this == OFFICIAL_ACCOUNT || this == MINI_PROGRAM || this == STORE || this == STAFF;
    }
}
