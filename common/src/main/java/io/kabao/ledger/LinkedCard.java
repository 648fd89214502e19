package io.kabao.ledger;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A card that shares another card's balance.
 *
 * @param mainCardId the card whose balance it is
 * @param perSpendFen most of one order; null: no limit
 * @param perDayFen most of one business day; null: no limit
 * @param usedOn the business day that {@code usedFen} is of
 * @param linkedAt since when
 */
public record LinkedCard(
        long cardId,
        long mainCardId,
        @Nullable Long perSpendFen,
        @Nullable Long perDayFen,
        @Nullable LocalDate usedOn,
        long usedFen,
        Instant linkedAt) {

    /** What was spent and held with it on a business day, in fen. */
    public long usedFenOn(LocalDate day) {
        return day.equals(usedOn) ? usedFen : 0;
    }
}
