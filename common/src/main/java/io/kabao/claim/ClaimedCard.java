package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.ClaimChannel;
import io.kabao.card.MemberCard;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claimed card as its owner sees it.
 *
 * @param phoneMasked of the member; null where none is on file
 * @param nextStep what is left to do
 * @param oldCards among which the customer chooses, where that is the next step
 */
public record ClaimedCard(
        @JsonId long id,
        @Nullable String number,
        CardStatus status,
        @JsonId long templateId,
        ClaimChannel channel,
        @JsonId @Nullable Long issuingOrganizationId,
        @JsonId @Nullable Long issuingStoreId,
        @JsonId @Nullable Long issuingStaffId,
        @JsonId @Nullable Long referrerMemberId,
        @Nullable String phoneMasked,
        @Nullable Instant claimedAt,
        @Nullable Instant activatedAt,
        NextStep nextStep,
        List<OldCard> oldCards) {

    /** What a customer has to do for the card to be in use. */
    public enum NextStep {
        /** Fill in the profile, or bind an old card. */
        ACTIVATE,
        /** Choose one of several old cards of the same phone, or fill in the profile for a new one. */
        CHOOSE_OLD_CARD,
        /** Nothing. */
        NONE
    }

    /** An old card that could be bound. */
    public record OldCard(@JsonId long id, String numberMasked) {

        static OldCard of(MemberCard card) {
            return new OldCard(card.id(), card.numberMasked());
        }
    }

    static ClaimedCard of(
            MemberCard card, @Nullable Long referrerId, @Nullable String phoneMasked, List<MemberCard> oldCards) {
        return new ClaimedCard(
                card.id(),
                card.number(),
                card.status(),
                card.templateId(),
                card.channel(),
                card.issuingOrganizationId(),
                card.issuingStoreId(),
                card.issuingStaffId(),
                referrerId,
                phoneMasked,
                card.claimedAt(),
                card.activatedAt(),
                nextStep(card, oldCards),
                oldCards.stream().map(OldCard::of).toList());
    }

    static NextStep nextStep(MemberCard card, List<MemberCard> oldCards) {
        if (card.status() != CardStatus.CLAIMED) {
            return NextStep.NONE;
        }
        return oldCards.isEmpty() ? NextStep.ACTIVATE : NextStep.CHOOSE_OLD_CARD;
    }
}
