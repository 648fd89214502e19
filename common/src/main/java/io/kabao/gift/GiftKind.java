package io.kabao.gift;

/** What gifts to new members are given for. */
public enum GiftKind {
    /** The claim of a card. */
    WELCOME,
    /** A profile that is filled in. */
    PROFILE
}
