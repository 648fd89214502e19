package io.kabao.level;

import io.kabao.kernel.error.BusinessError;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What levels may be. */
public final class LadderRules {

    /** The most that can be taken off an order, in basis points. */
    public static final int DISCOUNT_MOST = 9_000;

    /** The most that points are multiplied by, in basis points. */
    public static final int POINTS_MOST = 100_000;

    /** The most of growth, and of what is given or asked for, in points or fen. */
    public static final long MOST = 1_000_000_000;

    /** The most growth for a yuan or a point. */
    public static final int PER_MOST = 1_000;

    /** Months, and days of a term. */
    public static final int MONTHS_MOST = 60;

    /** The longest term that is sold, in days. */
    public static final int DAYS_MOST = 3_660;

    /** The longest warning and the longest grace, in days. */
    public static final int GRACE_MOST = 180;

    private LadderRules() {}

    /** Errors: {@link LevelError#LEVEL_WRONG}. */
    static void requireSensible(Ladder ladder) {
        require("levels", !ladder.levels().isEmpty() && ladder.levels().size() <= Ladder.LEVELS_MOST);
        var names = new HashSet<String>();
        for (var rank = 0; rank < ladder.levels().size(); rank++) {
            var level = ladder.levels().get(rank);
            var field = "levels[" + rank + "].";
            require(field + "name", names.add(level.name()));
            within(field + "discountBp", level.discountBp(), 0, DISCOUNT_MOST);
            within(field + "pointsBp", level.pointsBp(), 0, POINTS_MOST);
            require(field + "gift", rank > 0 || level.gift() == null);
            requireGift(field, level.gift());
            requireWays(field, level.ways(), rank == 0);
        }
        requireRising(
                "growth",
                ladder.levels().stream().map(level -> level.ways().growth()).toList());
        requireRising(
                "topUpFen",
                ladder.levels().stream().map(level -> level.ways().topUpFen()).toList());
        requireGrowth(ladder.growth());
        requireKeep(ladder.keep());
    }

    private static void requireGift(String field, Level.@Nullable Gift gift) {
        if (gift != null) {
            within(field + "gift.bonusFen", gift.bonusFen(), 0, MOST);
            within(field + "gift.points", gift.points(), 0, MOST);
            require(field + "gift", gift.bonusFen() + gift.points() > 0);
        }
    }

    private static void requireWays(String field, Level.Ways ways, boolean isFirst) {
        // All begin there without having done anything.
        require(field + "ways", !isFirst || (ways.growth() == null && ways.topUpFen() == null && ways.fee() == null));
        if (ways.growth() != null) {
            within(field + "growth", ways.growth(), 1, MOST);
        }
        if (ways.topUpFen() != null) {
            within(field + "topUpFen", ways.topUpFen(), 1, MOST);
        }
        if (ways.fee() != null) {
            within(field + "fee.priceFen", ways.fee().priceFen(), 1, MOST);
            within(field + "fee.days", ways.fee().days(), 1, DAYS_MOST);
        }
    }

    /** A higher level that asks for less than a lower one would leave the lower one to nobody. */
    private static void requireRising(String field, List<@Nullable Long> asked) {
        var least = 0L;
        for (var rank = 0; rank < asked.size(); rank++) {
            var each = asked.get(rank);
            if (each != null) {
                require("levels[" + rank + "]." + field, each > least);
                least = each;
            }
        }
    }

    private static void requireGrowth(Ladder.Growth growth) {
        if (growth.months() != null) {
            within("growth.months", growth.months(), 1, MONTHS_MOST);
        }
        within("growth.perTopUpYuan", growth.perTopUpYuan(), 0, PER_MOST);
        within("growth.perSpendYuan", growth.perSpendYuan(), 0, PER_MOST);
        within("growth.perPoint", growth.perPoint(), 0, PER_MOST);
    }

    private static void requireKeep(Ladder.@Nullable Keep keep) {
        if (keep != null) {
            within("keep.months", keep.months(), 1, MONTHS_MOST);
            within("keep.warningDays", keep.warningDays(), 0, GRACE_MOST);
            within("keep.graceDays", keep.graceDays(), 0, GRACE_MOST);
        }
    }

    private static void within(String field, long value, long least, long most) {
        require(field, value >= least && value <= most);
    }

    private static void require(String field, boolean isRight) {
        if (!isRight) {
            throw new BusinessError(LevelError.LEVEL_WRONG).with("field", field);
        }
    }
}
