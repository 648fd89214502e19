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
 * @param validFrom the first moment that it is good; null: since it is active
 * @param expiresAt null: never
 * @param link the share in another card's holder; null: it has its own
 * @param standing among its merchant's levels
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
        @Nullable Instant validFrom,
        @Nullable Instant expiresAt,
        @Nullable CardLink link,
        LevelStanding standing) {

    /** A card as its row says; whether it shares a balance and where it stands is not asked. */
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
                card.validFrom(),
                card.expiresAt(),
                null,
                LevelStanding.NONE);
    }

    /**
     * Refuses a card that nothing may be paid with or into: one whose days have not begun, or are over until it is extended. Yet
     * what is on it is its member's: orders are given back to it, what was set aside before is settled, top-ups are refunded and
     * its principal is paid out. Errors: {@link BooksError#CARD_NOT_VALID_YET}, those of {@link #requireNotOver}.
     */
    public void requireUsable(Instant now) {
        requireNotOver(now);
        if (validFrom != null && validFrom.isAfter(now)) {
            throw new BusinessError(BooksError.CARD_NOT_VALID_YET).with("validFrom", validFrom);
        }
    }

    /** Refuses a card that is of no use any more. Errors: {@link BooksError#CARD_EXPIRED}, those of {@link #requireInUse}. */
    public void requireNotOver(Instant now) {
        requireInUse();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new BusinessError(BooksError.CARD_EXPIRED);
        }
    }

    /** Refuses a card that is frozen or in nobody's use. Errors: {@link BooksError#CARD_FROZEN}, {@link BooksError#CARD_NOT_ACTIVE}. */
    public void requireInUse() {
        switch (status) {
            case ACTIVE, OFFLINE -> {}
            case FROZEN -> throw new BusinessError(BooksError.CARD_FROZEN);
            case CLAIMED, MERGED, CANCELLED -> throw new BusinessError(BooksError.CARD_NOT_ACTIVE);
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
                id,
                merchantId,
                memberId,
                holderId,
                templateId,
                number,
                next,
                reason,
                activated,
                validFrom,
                expiresAt,
                link,
                standing);
    }

    /** The card under another number. */
    public CardState with(String next) {
        return new CardState(
                id,
                merchantId,
                memberId,
                holderId,
                templateId,
                next,
                status,
                frozenReason,
                activated,
                validFrom,
                expiresAt,
                link,
                standing);
    }

    /** The card with another end; null: none. */
    public CardState until(@Nullable Instant end) {
        return new CardState(
                id,
                merchantId,
                memberId,
                holderId,
                templateId,
                number,
                status,
                frozenReason,
                activated,
                validFrom,
                end,
                link,
                standing);
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
                validFrom,
                expiresAt,
                share,
                standing);
    }

    /** The card at another place among the levels. */
    public CardState standingAt(LevelStanding other) {
        return new CardState(
                id,
                merchantId,
                memberId,
                holderId,
                templateId,
                number,
                status,
                frozenReason,
                activated,
                validFrom,
                expiresAt,
                link,
                other);
    }

    /** 0 while it takes its member's one place of the template, else its own id. */
    long liveSlot() {
        return activated && status.isLive() ? 0 : id;
    }
}
