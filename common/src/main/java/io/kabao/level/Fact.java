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

    private static final long LARGEST = 1L << 50;

    /** What was given back; of a top-up nobody knows any more how large it was, it may have been the one that counted. */
    Merits back() {
        return new Merits(-topUpFen, -spendFen, -points, topUpFen < 0 ? LARGEST : 0);
    }

    /** Whether something was done, and not just undone. */
    boolean isDeed() {
        return topUpFen > 0 || spendFen > 0 || points > 0;
    }

    /** Whether something was given back. */
    boolean isBack() {
        return topUpFen < 0 || spendFen < 0 || points < 0;
    }
}
