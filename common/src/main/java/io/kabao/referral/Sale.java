package io.kabao.referral;

import java.util.List;

/**
 * An order as commissions look at it.
 *
 * @param online whether it was not placed in a store
 * @param lines one for the whole where a till tells an amount only
 */
public record Sale(boolean online, List<Line> lines) {

    /**
     * A line.
     *
     * @param paidFen for it in the end, however it was paid, in fen
     * @param points that it earned the buyer
     * @param earnsPoints whether it counts for points and commissions
     * @param promotional whether it is sold below its price already
     */
    public record Line(long paidFen, long points, boolean earnsPoints, boolean promotional) {}

    /** Takes a copy of the lines. */
    public Sale {
        lines = List.copyOf(lines);
    }

    /** An order of which only the amount is known. */
    public static Sale of(boolean online, long paidFen, long points) {
        return new Sale(online, List.of(new Line(paidFen, points, true, false)));
    }
}
