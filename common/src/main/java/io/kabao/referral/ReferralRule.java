package io.kabao.referral;

import io.kabao.ledger.Shares;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order earns the buyer and those who brought them.
 *
 * @param levels how far up the chain of friends; 0: nobody earns anything, whatever the rates say
 * @param minLinePoints a line that earned the buyer fewer points does not count; null: any line that earns points does
 * @param onlineOnly whether orders placed in stores earn nothing
 * @param waitingDays between the order and the commission
 */
public record ReferralRule(
        int levels,
        Way way,
        Rates rates,
        @Nullable Long minLinePoints,
        boolean onlineOnly,
        int waitingDays,
        Caps caps) {

    /** The furthest that commissions reach up the chain. */
    public static final int LEVELS_MOST = 3;

    /** All of what counts, in basis points. */
    public static final int WHOLE_BP = 10_000;

    /** The longest wait, in days. */
    public static final int WAITING_MOST = 180;

    /** The most that a bound may be, in fen or points. */
    public static final long MOST = 1_000_000_000;

    /**
     * Shares of what counts, in basis points.
     *
     * @param selfBp the buyer's own
     * @param level1Bp of who brought the buyer
     * @param level2Bp of who brought that one
     * @param level3Bp of who brought that one
     */
    public record Rates(int selfBp, int level1Bp, int level2Bp, int level3Bp) {

        private int at(int level) {
            return switch (level) {
                case 0 -> selfBp;
                case 1 -> level1Bp;
                case 2 -> level2Bp;
                case 3 -> level3Bp;
                default -> throw new IllegalArgumentException("Level " + level);
            };
        }
    }

    /**
     * Bounds, in fen or points as the way has it; null: none.
     *
     * @param perOrder the most that one order earns one person
     * @param perDay the most that one person gets on one business day
     * @param perMember the most that one person ever gets by this rule
     */
    public record Caps(
            @Nullable Long perOrder,
            @Nullable Long perDay,
            @Nullable Long perMember) {

        /** No bounds. */
        public static final Caps NONE = new Caps(null, null, null);
    }

    /**
     * What somebody is due.
     *
     * @param level 0: the buyer; 1: who brought the buyer, and so on
     * @param base what it is a share of, in fen or points
     * @param amount in fen or points
     */
    public record Due(int level, int bp, long base, long amount) {}

    /**
     * What an order earns, from the buyer up; who gets nothing is left out.
     *
     * @param levelsMost how far up the merchant may go at present, whatever the rule says
     */
    public List<Due> dues(Sale sale, int levelsMost) {
        var base = base(sale);
        if (levels == 0 || base <= 0) {
            return List.of();
        }
        var dues = new ArrayList<Due>();
        for (var level = 0; level <= Math.min(levels, levelsMost); level++) {
            var amount = due(level, base);
            if (amount > 0) {
                dues.add(new Due(level, rates.at(level), base, amount));
            }
        }
        return List.copyOf(dues);
    }

    /** What somebody is due for this much, rounded down and within the bound of an order. */
    public long due(int level, long base) {
        var due = Shares.of(base, rates.at(level), WHOLE_BP);
        return caps.perOrder() == null ? due : Math.min(due, caps.perOrder());
    }

    /** What counts of an order, in fen or points. */
    public long base(Sale sale) {
        return bases(sale).stream().mapToLong(Long::longValue).sum();
    }

    /** What counts of each line, in fen or points. */
    public List<Long> bases(Sale sale) {
        return sale.lines().stream().map(line -> base(line, sale.online())).toList();
    }

    private long base(Sale.Line line, boolean online) {
        if (!counts(line) || (onlineOnly && !online)) {
            return 0;
        }
        return way == Way.AMOUNT ? line.paidFen() : line.points();
    }

    private boolean counts(Sale.Line line) {
        return line.earnsPoints() && !line.promotional() && (minLinePoints == null || line.points() >= minLinePoints);
    }

    /** Whether somebody's earlier orders count for what they get by it. */
    boolean isBoundBeyondOrders() {
        return caps.perDay() != null || caps.perMember() != null;
    }

    /** What all together may get of what counts, in basis points. */
    public int payoutBp() {
        var sum = 0;
        for (var level = 0; levels > 0 && level <= levels; level++) {
            sum += rates.at(level);
        }
        return sum;
    }
}
