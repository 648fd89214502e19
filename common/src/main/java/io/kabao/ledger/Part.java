package io.kabao.ledger;

import io.kabao.kernel.json.JsonId;

/**
 * Money of one lot.
 *
 * @param principalFen fen, not below zero
 * @param bonusFen fen, not below zero
 */
public record Part(@JsonId long lotId, long principalFen, long bonusFen) {

    /** Refuses amounts below zero. */
    public Part {
        if (principalFen < 0 || bonusFen < 0) {
            throw new IllegalArgumentException("A part is not below zero");
        }
    }

    /** Principal and bonus together, in fen. */
    public long fen() {
        return principalFen + bonusFen;
    }
}
