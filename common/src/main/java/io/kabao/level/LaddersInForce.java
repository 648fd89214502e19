package io.kabao.level;

import io.kabao.ledger.LevelStanding;
import io.kabao.ledger.MerchantTerms;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The levels of the merchants of a batch that are in force while it is decided. */
public final class LaddersInForce {

    private final Map<Long, Ladder> ladders;

    LaddersInForce(Map<Long, Ladder> ladders) {
        this.ladders = Map.copyOf(ladders);
    }

    /** A merchant's; null: it has none. */
    @Nullable
    Ladder of(MerchantTerms terms) {
        return terms.ladderId() == null ? null : ladders.get(terms.ladderId());
    }

    /** One of a merchant's levels; null: there is none, or no longer. */
    public @Nullable Level level(MerchantTerms terms, @Nullable Long id) {
        var ladder = of(terms);
        return ladder == null || id == null ? null : ladder.level(id).orElse(null);
    }

    /** The level of a card at a time; null: its merchant has none. */
    public @Nullable Level of(MerchantTerms terms, LevelStanding standing, Instant now) {
        var ladder = of(terms);
        return ladder == null ? null : ladder.of(standing, now);
    }
}
