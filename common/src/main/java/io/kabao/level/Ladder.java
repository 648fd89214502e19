package io.kabao.level;

import io.kabao.ledger.LevelStanding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's levels as they stood from one moment on.
 *
 * @param levels the lowest first: it is where all begin
 * @param growth what growth is reckoned from
 * @param keep when a level has to be earned anew; null: never
 */
public record Ladder(
        List<Level> levels, Growth growth, @Nullable Keep keep) {

    /** Levels that one merchant may have. */
    public static final int LEVELS_MOST = 20;

    private static final long YUAN_FEN = 100;

    /** Takes a copy of the list. */
    public Ladder {
        levels = List.copyOf(levels);
    }

    /**
     * What growth is reckoned from.
     *
     * @param months that count, the present one and those before it; null: all
     * @param perTopUpYuan for each full yuan paid in
     * @param perSpendYuan for each full yuan paid for orders with money
     * @param perPoint for each point that orders earned
     */
    public record Growth(@Nullable Integer months, long perTopUpYuan, long perSpendYuan, long perPoint) {

        /** The first day of the first month that counts. */
        LocalDate from(LocalDate month) {
            return months == null ? LocalDate.EPOCH : month.minusMonths(months - 1L);
        }
    }

    /**
     * When a level has to be earned anew.
     *
     * @param months after it was reached or kept
     * @param warningDays before that, in which the member is told
     * @param graceDays after it, in which it can still be kept
     * @param fall where to
     */
    public record Keep(int months, int warningDays, int graceDays, Fall fall) {

        /** Where a card falls that has not kept its level. */
        public enum Fall {
            /** To the next lower one. */
            ONE_DOWN,
            /** To what it has earned. */
            RECALCULATED
        }

        /** The moment at which a level that is reached or kept at a time is asked for again. */
        Instant endOf(Instant time, ZoneId zone) {
            return LocalDate.ofInstant(time, zone)
                    .plusMonths(months)
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant();
        }
    }

    /** The level that all begin at. */
    public Level first() {
        return levels.getFirst();
    }

    /** How high a level is, from 0; one that there is not stands where all begin. */
    public int rank(@Nullable Long levelId) {
        for (var rank = 0; rank < levels.size(); rank++) {
            if (Objects.equals(levels.get(rank).id(), levelId)) {
                return rank;
            }
        }
        return 0;
    }

    /** One of its levels. */
    public Optional<Level> level(long id) {
        return levels.stream().filter(level -> level.id() == id).findFirst();
    }

    /** Where a card stands at a time: at what it has earned, or at what was bought for it, whichever is higher. */
    public Level of(LevelStanding standing, Instant now) {
        var paid = standing.isPaidAt(now) ? rank(standing.paidLevelId()) : 0;
        return levels.get(Math.max(rank(standing.levelId()), paid));
    }

    /** What growth is made of what was done; what went out again of one kind takes nothing from the others. */
    long growth(Merits merits) {
        return Math.max(0, merits.topUpFen()) / YUAN_FEN * growth.perTopUpYuan()
                + Math.max(0, merits.spendFen()) / YUAN_FEN * growth.perSpendYuan()
                + Math.max(0, merits.points()) * growth.perPoint();
    }

    /** The highest level that is earned by what was done. */
    Level earnedBy(Merits merits) {
        var growth = growth(merits);
        return levels.reversed().stream()
                .filter(level -> level.isReachedBy(merits, growth))
                .findFirst()
                .orElse(first());
    }

    /** Whether single top-ups lead anywhere. */
    boolean asksForTopUps() {
        return levels.stream().anyMatch(level -> level.ways().topUpFen() != null);
    }
}
