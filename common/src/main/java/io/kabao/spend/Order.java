package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Shares;
import io.kabao.level.Level;
import io.kabao.points.Bought;
import io.kabao.referral.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
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

        /** What is taken off its list price, in fen. */
        long discountFen() {
            return order.listFen() - payableFen;
        }

        /**
         * What earns points: lines that do, or the order as a whole where the till tells an amount only.
         *
         * @param pointsFen paid with points, which earns none; each line bears its share of it
         */
        List<Bought.Item> earning(long pointsFen) {
            if (order.lines().isEmpty()) {
                return List.of(new Bought.Item(null, payableFen - pointsFen));
            }
            var money = money(pointsFen);
            var items = new ArrayList<Bought.Item>();
            for (var place = 0; place < money.size(); place++) {
                var line = order.lines().get(place);
                if (line.earnsPoints()) {
                    items.add(new Bought.Item(line.category(), money.get(place)));
                }
            }
            return items;
        }

        /**
         * As commissions look at it.
         *
         * @param points that the lines earned, in their order
         */
        Sale sale(Spend.Channel channel, OrderPoints.Earned points) {
            var online = channel == Spend.Channel.ONLINE;
            if (order.lines().isEmpty()) {
                return Sale.of(online, payableFen, points.points());
            }
            var sold = new ArrayList<Sale.Line>();
            for (var place = 0; place < paid.size(); place++) {
                var line = order.lines().get(place);
                sold.add(new Sale.Line(
                        paid.get(place), points.ofLines().get(place), line.earnsPoints(), line.promotional()));
            }
            return new Sale(online, sold);
        }

        /** What of each line was paid with money; each bears its share of what was paid with points. */
        private List<Long> money(long pointsFen) {
            var money = new ArrayList<Long>();
            var upTo = 0L;
            for (var fen : paid) {
                var byPoints = Shares.of(pointsFen, upTo + fen, payableFen) - Shares.of(pointsFen, upTo, payableFen);
                money.add(fen - byPoints);
                upTo += fen;
            }
            return money;
        }
    }

    /**
     * An order with so much off what it costs, rounded down to whole fen. Each line bears its share of it, by what it costs;
     * lines sold below their price already bear none.
     *
     * @param discountBp in basis points
     */
    public Priced less(int discountBp) {
        var costs = lines.stream().mapToLong(Order::discountable).toArray();
        var base = lines.isEmpty() ? listFen : LongStream.of(costs).sum();
        var discount = Shares.of(base, discountBp, Level.WHOLE_BP);
        var paid = new ArrayList<Long>();
        var upTo = 0L;
        var shared = 0L;
        for (var place = 0; place < costs.length; place++) {
            upTo += costs[place];
            var share = Shares.of(discount, upTo, Math.max(1, base)) - shared;
            shared += share;
            paid.add(lines.get(place).fen() - share);
        }
        return new Priced(this, listFen - discount, List.copyOf(paid));
    }

    private static long discountable(Line line) {
        return line.promotional() ? 0 : line.fen();
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
            sum += line.fen();
            // Looked at after each line: neither one line nor one on top of the dearest order goes beyond a long, many
            // would.
            if (sum > FEN_MOST) {
                throw new BusinessError(SpendError.AMOUNT_WRONG);
            }
        }
        return new Order(sum, lines);
    }
}
