package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Row;
import io.kabao.ledger.Shares;
import java.util.ArrayList;
import java.util.List;

/** The points that paid for an order, as its refunds leave them: those that were taken last go back first. */
final class PointsOfOrder {

    static final String SELECT_PARTS = """
            SELECT id, spend_id, lot_id, points
            FROM spend_points
            WHERE :keys
            """;

    private final long used;
    private final long fen;
    private final List<Purse.PointsPart> parts = new ArrayList<>();
    private long back;
    private long backFen;

    PointsOfOrder(Row row) {
        used = row.number("points_used");
        fen = row.number("points_fen");
        back = row.number("refunded_points");
        backFen = row.number("refunded_points_fen");
    }

    /** Parts come in the order they were taken. */
    void have(Purse.PointsPart part) {
        parts.add(part);
    }

    /** What they paid, in fen. */
    long fen() {
        return fen;
    }

    long back() {
        return back;
    }

    /** Of what they paid, what was given back, in fen. */
    long backFen() {
        return backFen;
    }

    /**
     * What of a refund is borne by points.
     *
     * @param points that go back for it, all in all
     * @param fen what those are worth, all in all
     */
    record Borne(long points, long fen) {}

    /** An order as a refund leaves it: what of it has gone back by then, and the money that has not. */
    record Refunded(long payableFen, long backFen, long moneyLeftFen) {}

    /**
     * What points bear: whole ones, as many as their share of what goes back by then comes to; money bears the rest. Nothing is
     * changed yet. Errors: {@link SpendError#REFUND_NOT_WHOLE} where there is no money for it.
     *
     * @param more to be given back now, in fen
     */
    Borne bearing(long more, Refunded then) {
        if (then.backFen() == then.payableFen()) {
            return new Borne(used, fen);
        }
        var share = Shares.of(then.backFen(), used, then.payableFen());
        var points = Math.max(back, Math.min(share, Shares.of(backFen + more, used, fen)));
        var worth = Shares.of(points, fen, used);
        if (more - (worth - backFen) > then.moneyLeftFen()) {
            throw new BusinessError(SpendError.REFUND_NOT_WHOLE);
        }
        return new Borne(points, worth);
    }

    /** Gives back what points bear, and says which points those are. */
    List<Purse.PointsPart> giveBack(Borne borne) {
        var wanted = borne.points() - back;
        var skip = back;
        back = borne.points();
        backFen = borne.fen();
        var given = new ArrayList<Purse.PointsPart>();
        for (var part : parts.reversed()) {
            var skipped = Math.min(skip, part.points());
            skip -= skipped;
            var now = Math.min(wanted, part.points() - skipped);
            if (now > 0) {
                given.add(new Purse.PointsPart(part.lotId(), now));
                wanted -= now;
            }
        }
        return given;
    }
}
