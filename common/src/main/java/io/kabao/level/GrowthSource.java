package io.kabao.level;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Knows what some of the books' txns count for. */
public interface GrowthSource {

    /** What these txns count for, as far as it knows them; over all merchants. */
    List<Fact> facts(List<Long> txnIds);

    /** The most that each of these cards paid in at once from a time on, less what was given back or taken out of it, in fen. */
    Map<Long, Long> largestTopUps(long merchantId, Collection<Long> cards, Stretch within);

    /**
     * A stretch of time.
     *
     * @param to the first moment behind it
     */
    record Stretch(Instant from, Instant to) {}
}
