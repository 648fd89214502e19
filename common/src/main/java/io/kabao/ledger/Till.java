package io.kabao.ledger;

import java.time.Instant;

/** What the tills of a batch took and gave. */
public final class Till {

    private static final Writes.Table TABLE = Writes.Table.added(
            "till_move",
            "id",
            "merchant_id",
            "txn_id",
            "means",
            "amount_fen",
            "store_id",
            "staff_id",
            "actor_id",
            "created_at");

    private final Writes.Rows rows = new Writes.Rows(TABLE);

    /**
     * Money that moved over a counter.
     *
     * @param id of the row
     * @param means by which it moved
     * @param amountFen positive: came in; nothing is no row
     */
    public record Move(long id, long txnId, String means, long amountFen) {}

    /** Notes a move of a booking. */
    public void add(Booking booking, Move move, Instant now) {
        if (move.amountFen() == 0) {
            return;
        }
        rows.add(
                move.id(),
                booking.merchantId(),
                move.txnId(),
                move.means(),
                move.amountFen(),
                booking.place().storeId(),
                booking.place().staffId(),
                booking.actor().id(),
                now);
    }

    /** Writes all of them. */
    public void write(Writes writes) {
        writes.write(rows);
    }
}
