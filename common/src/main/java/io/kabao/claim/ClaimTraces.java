package io.kabao.claim;

import io.kabao.card.ClaimChannel;
import io.kabao.card.MemberCard;
import io.kabao.kernel.Phone;
import io.kabao.kernel.json.JsonId;
import io.kabao.member.Member;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What claiming leaves of a person: to be shown to them, and to be forgotten. */
@Service
public class ClaimTraces {

    /** Invitations of one member that are read at once; a member has one of each template. */
    public static final int INVITATIONS_MOST = 1_000;

    private final ClaimMapper claims;
    private final ClaimCodeMapper codes;
    private final IntentMapper intents;
    private final UsedPhoneCodeMapper phoneCodes;
    private final BindingGuesses guesses;
    private final Clock clock;

    ClaimTraces(
            ClaimMapper claims,
            ClaimCodeMapper codes,
            IntentMapper intents,
            UsedPhoneCodeMapper phoneCodes,
            BindingGuesses guesses,
            Clock clock) {
        this.claims = claims;
        this.codes = codes;
        this.intents = intents;
        this.phoneCodes = phoneCodes;
        this.guesses = guesses;
        this.clock = clock;
    }

    /** How a card was claimed, and why it counts to whom it counts. */
    public record KeptClaim(
            @JsonId long cardId,
            @JsonId long templateId,
            @JsonId @Nullable Long codeId,
            ClaimChannel channel,
            @JsonId @Nullable Long issuingOrganizationId,
            @JsonId @Nullable Long issuingStoreId,
            @JsonId @Nullable Long issuingStaffId,
            @JsonId @Nullable Long referrerMemberId,
            List<String> reasons,
            Instant claimedAt,
            @Nullable Instant activatedAt) {

        static KeptClaim of(Claim claim) {
            return new KeptClaim(
                    claim.cardId(),
                    claim.templateId(),
                    claim.codeId(),
                    claim.channel(),
                    claim.issuingOrganizationId(),
                    claim.issuingStoreId(),
                    claim.issuingStaffId(),
                    claim.referrerId(),
                    claim.reasons().isEmpty()
                            ? List.of()
                            : List.of(claim.reasons().split(",")),
                    claim.claimedAt(),
                    claim.activatedAt());
        }
    }

    /** The offer that was looked at last in one app. */
    public record KeptIntent(String scene, Instant lookedAt, Instant expiresAt) {}

    /** A member's own invitation to a template. */
    public record KeptInvitation(
            String scene, @JsonId long templateId, ClaimCode.Status status, long scans, Instant createdAt) {}

    /** The claims of these cards, newest first. */
    public List<KeptClaim> claimsOf(long merchantId, List<MemberCard> cards) {
        return cards.isEmpty()
                ? List.of()
                : claims.ofCards(merchantId, cards.stream().map(MemberCard::id).toList()).stream()
                        .map(KeptClaim::of)
                        .toList();
    }

    /** What these people looked at last; {@code identities} are ids, at least one. */
    public List<KeptIntent> intentsOf(long merchantId, List<Long> identities) {
        return intents.of(merchantId, identities).stream()
                .map(intent -> new KeptIntent(intent.scene(), intent.lookedAt(), intent.expiresAt()))
                .toList();
    }

    /** The member's own invitations, newest first, at most {@value #INVITATIONS_MOST}. */
    public List<KeptInvitation> invitationsOf(Member member) {
        return codes.invitations(member.merchantId(), member.id(), INVITATIONS_MOST).stream()
                .map(code -> new KeptInvitation(
                        code.scene(), code.templateId(), code.status(), code.scans(), code.createdAt()))
                .toList();
    }

    /**
     * Forgets what these people looked at, guessed and proved, and takes the member's invitations back. Claims stay: they
     * name nobody, and say to whom a card counts.
     *
     * @param identities ids, at least one
     * @param phone none where none was on file
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Member member, List<Long> identities, @Nullable Phone phone) {
        var merchantId = member.merchantId();
        intents.deleteOf(merchantId, identities);
        phoneCodes.deleteOf(merchantId, identities);
        guesses.forget(merchantId, identities, phone);
        codes.revokeInvitations(merchantId, member.id(), clock.instant());
    }
}
