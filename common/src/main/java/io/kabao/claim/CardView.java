package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card as its owner looks at it: money in fen.
 *
 * @param level where the card stands; null: the merchant has no levels
 * @param balanceFen principal and bonus together
 * @param validFrom the first moment that it is good; null: since it is active
 * @param nextStep what is left to do
 * @param oldCards among which the customer chooses, where that is the next step
 * @param groupName the company whose balance it spends; null: none
 */
public record CardView(
        @JsonId long id,
        @Nullable String number,
        CardStatus status,
        Offer.Look template,
        @Nullable Level level,
        long principalFen,
        long bonusFen,
        long heldFen,
        long balanceFen,
        long points,
        long couponCount,
        Offer.@Nullable Named favouriteStore,
        @Nullable Instant claimedAt,
        @Nullable Instant activatedAt,
        @Nullable Instant validFrom,
        @Nullable Instant expiresAt,
        ClaimedCard.NextStep nextStep,
        List<ClaimedCard.OldCard> oldCards,
        @Nullable String groupName) {

    /**
     * Where a card stands.
     *
     * @param discountBp taken off what orders cost, in basis points
     * @param color of the card there; null: the template's
     * @param backgroundUrl a picture behind what stands on the card; null: none with a colour of its own, else the template's
     */
    public record Level(
            @JsonId long id,
            String name,
            int discountBp,
            @Nullable String color,
            @Nullable String backgroundUrl) {}

    /** The card of somebody who spends from a company's balance. */
    public CardView of(@Nullable String company) {
        return new CardView(
                id,
                number,
                status,
                template,
                level,
                principalFen,
                bonusFen,
                heldFen,
                balanceFen,
                points,
                couponCount,
                favouriteStore,
                claimedAt,
                activatedAt,
                validFrom,
                expiresAt,
                nextStep,
                oldCards,
                company);
    }
}
