package io.kabao.ledger;

/**
 * Whose a balance is, and the balances themselves: fen of money and whole points, none below zero.
 *
 * @param debtFen what the holder owes
 * @param lastEntryNo number of the holder's last entry; 0: never moved
 */
public record Holder(
        long id,
        long merchantId,
        long principalFen,
        long bonusFen,
        long heldFen,
        long commissionFen,
        long debtFen,
        long points,
        long pointsDebt,
        long lastEntryNo) {

    /** Principal and bonus together, in fen. */
    public long balanceFen() {
        return principalFen + bonusFen;
    }

    /** Whether nothing was ever booked. */
    public boolean isUntouched() {
        return lastEntryNo == 0;
    }
}
