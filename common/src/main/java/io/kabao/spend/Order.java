package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was bought: an amount, or lines that add up to one.
 *
 * @param listFen what it costs before any discount, in fen
 * @param lines empty where the till tells an amount only
 */
public record Order(long listFen, List<Line> lines) {

    /** The dearest order that is taken, in fen. */
    public static final long FEN_MOST = 1_000_000_000;

    /** Lines of one order. */
    public static final int LINES_MOST = 200;

    /**
     * One line.
     *
     * @param unitPriceFen list price of one
     * @param earnsPoints whether it counts for points and commissions
     * @param promotional whether it is sold below its price already, so that no further discount is given
     */
    public record Line(
            @Nullable String sku,
            String name,
            @Nullable String category,
            long unitPriceFen,
            int quantity,
            boolean earnsPoints,
            boolean promotional) {

        /** Price times quantity, in fen. */
        public long fen() {
            return Math.multiplyExact(unitPriceFen, (long) quantity);
        }
    }

    /** Takes a copy of the lines. Errors: {@link SpendError#AMOUNT_WRONG}. */
    public Order {
        lines = List.copyOf(lines);
        if (listFen <= 0 || listFen > FEN_MOST) {
            throw new BusinessError(SpendError.AMOUNT_WRONG);
        }
    }

    /** An order of which only the amount is known. */
    public static Order of(long amountFen) {
        return new Order(amountFen, List.of());
    }

    /** An order by its lines. Errors: {@link SpendError#AMOUNT_WRONG}. */
    public static Order of(List<Line> lines) {
        if (lines.isEmpty() || lines.size() > LINES_MOST) {
            throw new BusinessError(SpendError.AMOUNT_WRONG);
        }
        var sum = 0L;
        for (var line : lines) {
            if (line.unitPriceFen() < 0 || line.unitPriceFen() > FEN_MOST || line.quantity() <= 0) {
                throw new BusinessError(SpendError.AMOUNT_WRONG);
            }
            sum = Math.addExact(sum, line.fen());
        }
        return new Order(sum, lines);
    }
}
