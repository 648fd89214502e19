package io.kabao.ledger;

/** Which part of a lot is spent first; fixed by the contract when it was paid in. */
public enum TakeOrder {
    /** Principal and bonus in the proportion they came in, the bonus rounded down until the last fen clears both. */
    PROPORTIONAL,
    PRINCIPAL_FIRST,
    BONUS_FIRST
}
