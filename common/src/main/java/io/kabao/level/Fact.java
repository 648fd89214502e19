package io.kabao.level;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done with a card and counts for its growth; below zero what was given back of it, which counts in the
 * month of what it undoes.
 *
 * @param doneAt when it was done, or what it undoes
 * @param topUpFen paid in, in fen
 * @param spendFen paid for an order with money, in fen
 * @param points earned by an order
 * @param soldLevelId that was bought; null: none was
 */
public record Fact(
        long merchantId,
        long cardId,
        Instant doneAt,
        long topUpFen,
        long spendFen,
        long points,
        @Nullable Long soldLevelId) {

    /** What was given back. */
    Merits back() {
        return new Merits(-topUpFen, -spendFen, -points, -topUpFen);
    }

    /** Whether something was given back. */
    boolean isBack() {
        return topUpFen < 0 || spendFen < 0 || points < 0;
    }
}
