package io.kabao.ledger;

/** What an entry moves. Amounts of one unit sum up to zero in every txn. */
public enum Account {
    /** Money that the holder paid in and has not spent. */
    PRINCIPAL(Unit.FEN, true),
    /** Money that the merchant gave on top. */
    BONUS(Unit.FEN, true),
    /** Money set aside for an order that is not yet settled. */
    HOLD(Unit.FEN, true),
    /** What the holder earned by bringing others. */
    COMMISSION(Unit.FEN, true),
    /** What the holder owes; its entries are negative while it grows. */
    DEBT(Unit.FEN, true),
    POINTS(Unit.POINTS, true),
    /** Points that the holder owes; its entries are negative while it grows. */
    POINTS_DEBT(Unit.POINTS, true),
    /** Money in the merchant's hands that came over WeChat Pay. */
    CASH_WECHAT(Unit.FEN, false),
    /** Money in the merchant's hands that came over a counter, by whatever means. */
    CASH_DESK(Unit.FEN, false),
    /** What the merchant has earned. */
    REVENUE(Unit.FEN, false),
    /** What the merchant gave away. */
    BONUS_COST(Unit.FEN, false),
    /** The other side of commissions: what the merchant spends on them. */
    COMMISSION_PAYABLE(Unit.FEN, false),
    /** What the merchant keeps of payouts for the tax office. */
    TAX_WITHHELD(Unit.FEN, false),
    POINTS_ISSUED(Unit.POINTS, false),
    /** The other side of balances that came from another system. */
    IMPORT_CLEARING(Unit.FEN, false),
    /** The other side of corrections by hand. */
    ADJUST(Unit.FEN, false);

    /** What is counted. */
    public enum Unit {
        FEN,
        POINTS
    }

    private final Unit unit;
    private final boolean ofHolder;

    Account(Unit unit, boolean ofHolder) {
        this.unit = unit;
        this.ofHolder = ofHolder;
    }

    /** What its amounts count. */
    public Unit unit() {
        return unit;
    }

    /** Whether a holder has it; the merchant's own are entries only, no balance is kept of them. */
    public boolean isOfHolder() {
        return ofHolder;
    }

    /** Whether the balance kept is minus the sum of the entries. */
    boolean isDebt() {
        return this == DEBT || this == POINTS_DEBT;
    }
}
