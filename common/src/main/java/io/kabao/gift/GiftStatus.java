package io.kabao.gift;

/** What became of a gift. */
public enum GiftStatus {
    /** It waits for its card; it can be credited, or come to nothing. */
    OWED,
    /** It is in the books, for good. */
    CREDITED,
    /** It comes to nothing, for good. */
    VOID
}
