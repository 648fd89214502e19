package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Shares;
import io.kabao.points.Bought;
import java.util.ArrayList;
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

    /**
     * An order with what its lines cost in the end.
     *
     * @param paid of each line, after its share of the discount, in fen
     */
    public record Priced(Order order, long payableFen, List<Long> paid) {

        /**
         * What earns points: lines that do, or the order as a whole where the till tells an amount only.
         *
         * @param pointsFen paid with points, which earns none; each line bears its share of it
         */
        List<Bought.Item> earning(long pointsFen) {
            if (order.lines().isEmpty()) {
                return List.of(new Bought.Item(null, payableFen - pointsFen));
            }
            var items = new ArrayList<Bought.Item>();
            var upTo = 0L;
            for (var place = 0; place < paid.size(); place++) {
                var line = order.lines().get(place);
                var fen = paid.get(place);
                if (line.earnsPoints()) {
                    var byPoints =
                            Shares.of(pointsFen, upTo + fen, payableFen) - Shares.of(pointsFen, upTo, payableFen);
                    items.add(new Bought.Item(line.category(), fen - byPoints));
                }
                upTo += fen;
            }
            return items;
        }
    }

    /** Each line bears its share of a discount, by what it costs; what rounding leaves falls on the last. */
    public Priced less(long discountFen) {
        var paid = new ArrayList<Long>();
        var upTo = 0L;
        var shared = 0L;
        for (var line : lines) {
            upTo += line.fen();
            var discount = Shares.of(discountFen, upTo, listFen) - shared;
            shared += discount;
            paid.add(line.fen() - discount);
        }
        return new Priced(this, listFen - discountFen, List.copyOf(paid));
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
