package io.kabao.level;

import java.time.Instant;

/**
 * Something that was done with a card and counts for its growth; below zero what was given back of it, which counts in the
 * month of what it undoes.
 *
 * @param doneAt when it was done, or what it undoes
 * @param topUpFen paid in, in fen
 * @param spendFen paid for an order with money, in fen
 * @param points earned by an order
 */
public record Fact(long merchantId, long cardId, Instant doneAt, long topUpFen, long spendFen, long points) {

    /** Whether something was given back. */
    boolean isBack() {
        return topUpFen < 0 || spendFen < 0 || points < 0;
    }
}
