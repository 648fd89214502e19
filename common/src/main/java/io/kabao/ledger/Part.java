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

    /** So much of it, principal and bonus in the part's own proportion, the bonus rounded down; not more than there is. */
    public Part share(long fen) {
        var bonus = Shares.of(fen, bonusFen, fen());
        return new Part(lotId, fen - bonus, bonus);
    }

    /** What is left without a share of it. */
    public Part less(Part share) {
        return new Part(lotId, principalFen - share.principalFen, bonusFen - share.bonusFen);
    }
}
