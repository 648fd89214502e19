package io.kabao.card;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as its merchant works on it.
 *
 * @param working the draft; without one what is planned last, else what is in force
 * @param status whether customers can claim the card just now
 * @param draft number of the draft, which nobody but the merchant sees; null: there is none
 * @param inForce number of the version that cards and offers show; null: none was ever in force
 * @param plans what comes in force later, the next first
 */
public record TemplateState(
        CardTemplate working,
        CardTemplate.Status status,
        @Nullable Integer draft,
        @Nullable Integer inForce,
        List<Plan> plans) {

    /**
     * A version that comes in force later.
     *
     * @param publishAt from when on
     */
    public record Plan(int number, Instant publishAt) {}

    /** The template's id. */
    public long id() {
        return working.id();
    }
}
