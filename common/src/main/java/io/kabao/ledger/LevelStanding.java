package io.kabao.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a card stands among its merchant's levels.
 *
 * @param levelId that it has earned; null: where all begin
 * @param paidLevelId that was bought for it; null: none
 * @param paidUntil up to when
 */
public record LevelStanding(
        @Nullable Long levelId,
        @Nullable Long paidLevelId,
        @Nullable Instant paidUntil) {

    /** Where all begin. */
    public static final LevelStanding NONE = new LevelStanding(null, null, null);

    static LevelStanding of(Row row) {
        var level = row.numberOrNull("level_id");
        var paid = row.numberOrNull("paid_level_id");
        return level == null && paid == null ? NONE : new LevelStanding(level, paid, row.timeOrNull("paid_until"));
    }

    /** Whether something is bought for it at a time. */
    public boolean isPaidAt(Instant now) {
        return paidUntil != null && paidUntil.isAfter(now);
    }
}
