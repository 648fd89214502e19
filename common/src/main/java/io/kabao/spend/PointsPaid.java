package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Shares;
import io.kabao.points.PointsError;
import io.kabao.points.PointsSettings;
import java.util.List;

/**
 * What an order is paid with points.
 *
 * @param fen what they are worth
 * @param parts of the lots that they were taken from, in that order
 */
record PointsPaid(long points, long fen, List<Purse.PointsPart> parts) {

    static final PointsPaid NOTHING = new PointsPaid(0, 0, List.of());

    private static final long WHOLE_BP = 10_000;

    /** Takes a copy of the list. */
    PointsPaid {
        parts = List.copyOf(parts);
    }

    /**
     * What points are worth for an order, in fen. Errors: {@link PointsError}.
     *
     * @param payableFen what the order costs
     */
    static long worth(long points, long payableFen, PointsSettings settings) {
        var allowed = settings.asMoney();
        if (allowed == null) {
            throw new BusinessError(PointsError.POINTS_NOT_ACCEPTED);
        }
        var fen = allowed.rate().fenOf(points);
        if (points < allowed.leastPoints()) {
            throw new BusinessError(PointsError.POINTS_TOO_FEW).with("leastPoints", allowed.leastPoints());
        }
        var most = Shares.of(payableFen, allowed.mostBp(), WHOLE_BP);
        if (fen > most) {
            throw new BusinessError(PointsError.POINTS_TOO_MANY)
                    .with("mostPoints", allowed.rate().pointsFor(most));
        }
        return fen;
    }
}
