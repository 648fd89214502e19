package io.kabao.ledger;

import io.kabao.card.CardStatus;
import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A card as it is under its holder's lock.
 *
 * @param expiresAt null: never
 */
public record CardState(
        long id,
        long merchantId,
        long memberId,
        long holderId,
        long templateId,
        CardStatus status,
        @Nullable Instant expiresAt) {

    /**
     * Refuses a card that nothing may be done with at the counter. Errors: {@link BooksError#CARD_FROZEN},
     * {@link BooksError#CARD_NOT_ACTIVE}, {@link BooksError#CARD_EXPIRED}.
     */
    public void requireUsable(Instant now) {
        switch (status) {
            case ACTIVE, OFFLINE -> {}
            case FROZEN -> throw new BusinessError(BooksError.CARD_FROZEN);
            case CLAIMED, MERGED, CANCELLED -> throw new BusinessError(BooksError.CARD_NOT_ACTIVE);
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new BusinessError(BooksError.CARD_EXPIRED);
        }
    }
}
