package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A card's share in another card's holder.
 *
 * @param ownHolderId the card's own holder, to which it comes back
 * @param mainCardId the card whose holder it shares
 * @param perSpendFen most of one order; null: no limit
 * @param perDayFen most of one business day; null: no limit
 * @param usedOn the business day that {@code usedFen} is of
 * @param usedFen spent and held on that day; what is given back later does not lower it
 * @param zone of the merchant's business day
 * @param linkedAt since when
 */
public record CardLink(
        long ownHolderId,
        long mainCardId,
        @Nullable Long perSpendFen,
        @Nullable Long perDayFen,
        @Nullable LocalDate usedOn,
        long usedFen,
        ZoneId zone,
        Instant linkedAt) {

    /** The link after its person has spent so much. Errors: {@link BooksError#PERSON_LIMIT_EXCEEDED}. */
    CardLink using(long fen, Instant now) {
        if (perSpendFen != null && fen > perSpendFen) {
            throw new BusinessError(BooksError.PERSON_LIMIT_EXCEEDED).with("leftFen", perSpendFen);
        }
        var today = LocalDate.ofInstant(now, zone);
        var usedToday = today.equals(usedOn) ? usedFen : 0;
        if (perDayFen != null && fen > perDayFen - usedToday) {
            throw new BusinessError(BooksError.PERSON_LIMIT_EXCEEDED)
                    .with("leftFen", Math.max(0, perDayFen - usedToday));
        }
        return new CardLink(ownHolderId, mainCardId, perSpendFen, perDayFen, today, usedToday + fen, zone, linkedAt);
    }
}
