package io.kabao.level;

import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a card came to another level.
 *
 * @param fromLevelId null: where all begin
 * @param toLevelId likewise
 */
public record LevelChange(
        @JsonId long id,
        @JsonId long cardId,
        @JsonId @Nullable Long fromLevelId,
        @JsonId @Nullable Long toLevelId,
        Reason reason,
        Instant createdAt) {

    /** Why. */
    public enum Reason {
        /** Enough was done for a higher one. */
        REACHED,
        /** Not enough was done to keep it. */
        MISSED,
        /** What it was reached by was given back. */
        REFUNDED,
        /** The merchant's levels are others. */
        RULES,
        /** It was bought. */
        PAID
    }
}
