package io.kabao.referral;

/** What commissions are paid in. */
public enum Way {
    /** Money, into the commission wallet; what counts is what was paid, in fen. */
    AMOUNT,
    /** Points; what counts is the points that the buyer earned. */
    POINTS
}
