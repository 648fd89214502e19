package io.kabao.level;

import io.kabao.ledger.LevelStanding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a card stands.
 *
 * @param id of the card
 * @param levelId that it has earned; null: where all begin
 * @param reachedAt when it came there or kept it last; null: by nothing that was done
 * @param keepUntil when it is asked whether that is still earned; null: never
 * @param graceUntil it was not; so long there is time left
 * @param paidLevelId that was bought for it
 */
record CardLevel(
        long id,
        long merchantId,
        @Nullable Long levelId,
        @Nullable Instant reachedAt,
        @Nullable Instant keepUntil,
        @Nullable Instant graceUntil,
        @Nullable Long paidLevelId,
        @Nullable Instant paidUntil) {

    static CardLevel none(long merchantId, long cardId) {
        return new CardLevel(cardId, merchantId, null, null, null, null, null, null);
    }

    LevelStanding standing() {
        return new LevelStanding(levelId, paidLevelId, paidUntil);
    }

    /** The next moment at which it is looked at; null: none. */
    @Nullable
    Instant dueAt() {
        return graceUntil == null ? keepUntil : graceUntil;
    }

    CardLevel at(@Nullable Long level, Instant now, @Nullable Instant until) {
        return new CardLevel(id, merchantId, level, now, until, null, paidLevelId, paidUntil);
    }

    /** It stands there by nothing that was done, and so nothing that is given back takes it away. */
    CardLevel unearned() {
        return new CardLevel(id, merchantId, levelId, null, keepUntil, graceUntil, paidLevelId, paidUntil);
    }

    CardLevel keptUntil(@Nullable Instant until) {
        return new CardLevel(id, merchantId, levelId, reachedAt, until, null, paidLevelId, paidUntil);
    }

    CardLevel inGraceUntil(Instant until) {
        return new CardLevel(id, merchantId, levelId, reachedAt, keepUntil, until, paidLevelId, paidUntil);
    }
}
