package io.kabao.privacy;

import io.kabao.card.CardStatus;
import io.kabao.card.ClaimChannel;
import io.kabao.claim.ClaimTraces;
import io.kabao.claim.ProfileAnswers;
import io.kabao.gift.WelcomeGifts;
import io.kabao.kernel.json.JsonId;
import io.kabao.level.LevelTraces;
import io.kabao.message.SmsTraces;
import io.kabao.referral.EarnedCommissions;
import io.kabao.report.OwnMovement;
import io.kabao.wechat.AppKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a merchant keeps of one member, in full; lists are newest first where they have an order in time.
 *
 * @param commissions what bringing friends earned; read while it is written
 * @param movements what moved each balance, one balance after another; read while it is written
 */
public record OwnData(
        Instant exportedAt,
        KeptMember member,
        List<KeptIdentity> identities,
        List<KeptCard> cards,
        List<ClaimTraces.KeptClaim> claims,
        List<KeptConsent> consents,
        List<ClaimTraces.KeptIntent> intents,
        List<SmsTraces.KeptSmsCode> smsCodes,
        List<ClaimTraces.KeptInvitation> invitations,
        List<KeptBalance> balances,
        List<KeptShare> shares,
        List<WelcomeGifts.KeptGift> gifts,
        LevelTraces.Kept levels,
        Iterable<EarnedCommissions.Earned> commissions,
        Iterable<OwnMovement> movements) {

    @Override
    public String toString() {
        return "OwnData[" + member.id() + "]";
    }

    /** The member as a person. */
    public record KeptMember(
            @JsonId long id,
            @Nullable String phone,
            @Nullable Instant phoneVerifiedAt,
            @Nullable String name,
            List<ProfileAnswers.KeptAnswer> profile,
            @JsonId @Nullable Long referrerMemberId,
            @JsonId @Nullable Long secondReferrerMemberId,
            @JsonId @Nullable Long thirdReferrerMemberId,
            Instant createdAt) {

        @Override
        public String toString() {
            return "KeptMember[" + id + "]";
        }
    }

    /**
     * Who the member is in one of the merchant's apps.
     *
     * @param kind null where the app is not registered any more
     */
    public record KeptIdentity(
            String appId,
            @Nullable AppKind kind,
            String openid,
            @Nullable String unionid,
            boolean following,
            @Nullable Instant followAt,
            Instant createdAt) {

        @Override
        public String toString() {
            return "KeptIdentity[" + appId + "]";
        }
    }

    /**
     * A card in whichever state, old ones that went over to another among them.
     *
     * @param title what stands on the card
     */
    public record KeptCard(
            @JsonId long id,
            @Nullable String number,
            @Nullable String formerNumber,
            CardStatus status,
            @JsonId long templateId,
            @Nullable String title,
            ClaimChannel channel,
            @Nullable KeptStore issuingStore,
            @JsonId @Nullable Long issuingOrganizationId,
            @JsonId @Nullable Long issuingStaffId,
            @Nullable KeptStore favouriteStore,
            @JsonId @Nullable Long mergedIntoCardId,
            @Nullable Instant claimedAt,
            @Nullable Instant activatedAt,
            @Nullable Instant validFrom,
            @Nullable Instant expiresAt,
            Instant createdAt) {

        @Override
        public String toString() {
            return "KeptCard[" + id + "]";
        }
    }

    /** A store that a card names. */
    public record KeptStore(@JsonId long id, @Nullable String name) {}

    /** What the member agreed to or took back. */
    public record KeptConsent(String kind, String version, boolean given, Instant at) {}

    /**
     * What is on the cards that share one balance, in fen and points.
     *
     * @param cardIds ids of the cards; none where the balance is the member's own
     */
    public record KeptBalance(
            List<String> cardIds,
            long principalFen,
            long bonusFen,
            long heldFen,
            long commissionFen,
            long debtFen,
            long points,
            long pointsDebt) {}

    /**
     * A card that shares a family's or a company's balance.
     *
     * @param perSpendFen most of one order; null: no limit
     * @param perDayFen most of one business day; null: no limit
     * @param usedFen spent and held of it on the last day that it was used
     */
    public record KeptShare(
            @JsonId long cardId,
            @Nullable Long perSpendFen,
            @Nullable Long perDayFen,
            long usedFen,
            Instant since) {}
}
