package io.kabao.ledger;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A card as it is under its holder's lock.
 *
 * @param number null once merged, or erased because it was the phone
 * @param frozenReason why it is frozen; null while it is not
 * @param activated whether its member ever activated it; an old card of the counter is not
 * @param expiresAt null: never
 * @param link the share in another card's holder; null: it has its own
 */
public record CardState(
        long id,
        long merchantId,
        long memberId,
        long holderId,
        long templateId,
        @Nullable String number,
        CardStatus status,
        @Nullable String frozenReason,
        boolean activated,
        @Nullable Instant expiresAt,
        @Nullable CardLink link) {

    /** A card as its row says; whether it shares a balance is not asked. */
    static CardState of(MemberCard card) {
        return new CardState(
                card.id(),
                card.merchantId(),
                card.memberId(),
                card.holderId(),
                card.templateId(),
                card.number(),
                card.status(),
                null,
                card.activatedAt() != null,
                card.expiresAt(),
                null);
    }

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

    /**
     * The card after its person has spent so much of a holder that it shares; a card with a holder of its own has no limit.
     * Errors: {@link BooksError#PERSON_LIMIT_EXCEEDED}.
     */
    public CardState using(long fen, Instant now) {
        return link == null ? this : with(holderId, link.using(fen, now));
    }

    /** The card in another state of its life. */
    public CardState with(CardStatus next, @Nullable String reason) {
        return new CardState(
                id, merchantId, memberId, holderId, templateId, number, next, reason, activated, expiresAt, link);
    }

    /** The card under another number. */
    public CardState with(String next) {
        return new CardState(
                id, merchantId, memberId, holderId, templateId, next, status, frozenReason, activated, expiresAt, link);
    }

    /** The card at another holder. */
    public CardState with(long holder, @Nullable CardLink share) {
        return new CardState(
                id,
                merchantId,
                memberId,
                holder,
                templateId,
                number,
                status,
                frozenReason,
                activated,
                expiresAt,
                share);
    }

    /** 0 while it takes its member's one place of the template, else its own id. */
    long liveSlot() {
        return activated && status.isLive() ? 0 : id;
    }
}
