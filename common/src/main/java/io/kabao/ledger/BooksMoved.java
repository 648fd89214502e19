package io.kabao.ledger;

import java.util.List;

/** Which of a holder's balances a txn moved, so that the statement of one book is read without those of the others. */
public enum BooksMoved {
    /** Principal, bonus, what is held or what is owed. */
    MONEY,
    POINTS,
    BOTH,
    /** Neither: commission alone. */
    NONE;

    static BooksMoved by(List<Leg> legs) {
        var money = false;
        var points = false;
        for (var leg : legs) {
            switch (leg.account()) {
                case PRINCIPAL, BONUS, HOLD, DEBT -> money = true;
                case POINTS, POINTS_DEBT -> points = true;
                default -> {
                    // The merchant's own side, and commission, which has a book of its own.
                }
            }
        }
        if (money) {
            return points ? BOTH : MONEY;
        }
        return points ? POINTS : NONE;
    }
}
