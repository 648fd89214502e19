package io.kabao.report;

/**
 * Sums of txns, in fen and points, above zero where members' balances gained.
 *
 * @param cashFen money that came in by any means
 */
record Figures(long times, long principalFen, long bonusFen, long heldFen, long points, long cashFen) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

    static Figures of(Movement txn) {
        return new Figures(1, txn.principalFen(), txn.bonusFen(), txn.heldFen(), txn.points(), txn.cashFen());
    }

    Figures plus(Figures other) {
        return new Figures(
                times + other.times,
                principalFen + other.principalFen,
                bonusFen + other.bonusFen,
                heldFen + other.heldFen,
                points + other.points,
                cashFen + other.cashFen);
    }
}
