package io.kabao.report;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of txns to be counted, in the order of their ids.
 *
 * @param merchantId null: of all merchants
 * @param after the id behind which it begins
 * @param upTo the last id that may be counted
 * @param rows most that are counted at once
 */
record Span(@Nullable Long merchantId, long after, long upTo, int rows) {

    /** The same, ending with an id. */
    Span endingAt(long id) {
        return new Span(merchantId, after, id, rows);
    }
}
