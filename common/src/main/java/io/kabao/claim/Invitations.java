package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.ledger.Holders;
import io.kabao.member.Member;
import io.kabao.member.MemberLives;
import io.kabao.member.Members;
import io.kabao.member.Visitor;
import io.kabao.referral.EarnedCommissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Members invite their friends by a code of their own, one for each template they hold an active card of. */
@Service
public class Invitations {

    private final Members members;
    private final MemberCards cards;
    private final ClaimCodes codes;
    private final CustomerPages pages;
    private final Holders holders;
    private final MemberLives lives;
    private final EarnedCommissions commissions;
    private final Times times;

    Invitations(
            Members members,
            MemberCards cards,
            ClaimCodes codes,
            CustomerPages pages,
            Holders holders,
            MemberLives lives,
            EarnedCommissions commissions,
            Times times) {
        this.members = members;
        this.cards = cards;
        this.codes = codes;
        this.pages = pages;
        this.holders = holders;
        this.lives = lives;
        this.commissions = commissions;
        this.times = times;
    }

    /**
     * A member's invitation.
     *
     * @param shareUrl the page where friends claim
     * @param imageUrl picture of the code; none yet
     * @param posterUrl picture to hand on; none yet
     */
    public record Invitation(
            String scene,
            String shareUrl,
            @Nullable String imageUrl,
            @Nullable String posterUrl,
            Wallet wallet) {}

    /** What inviting brought, in fen. */
    public record Wallet(long availableFen, long pendingFen, long debtFen) {}

    /**
     * The customer's invitation to a template, or to that of their newest active card; the same one each time. Errors:
     * {@link io.kabao.member.MemberError#NO_MEMBER_YET}, {@link ClaimError#CARD_NOT_FOUND} without a card of the
     * template, {@link ClaimError#REFERRAL_NEEDS_CARD} without an active one.
     */
    public Invitation of(Visitor visitor, @Nullable Long templateId) {
        var member = members.requireOf(visitor);
        var held = cards.ofMember(member.merchantId(), member.id()).stream()
                .filter(card -> card.status().isLive())
                .filter(card -> templateId == null || card.templateId() == templateId)
                .toList();
        if (held.isEmpty() && templateId != null) {
            throw new BusinessError(ClaimError.CARD_NOT_FOUND);
        }
        var wanted = active(held).templateId();
        var code = codes.invitation(member.merchantId(), member.id(), wanted)
                .orElseGet(() ->
                        Objects.requireNonNull(times.inTransaction().execute(_ -> invited(visitor, member, wanted))));
        return new Invitation(code.scene(), pages.claimLink(code.scene()), null, null, walletOf(member));
    }

    private ClaimCode invited(Visitor visitor, Member inviter, long templateId) {
        var member = lives.hold(inviter.merchantId(), inviter.id())
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
        return codes.invitation(member.merchantId(), member.id(), templateId)
                .orElseGet(() -> codes.invite(visitor.actor(), templateId));
    }

    private static MemberCard active(List<MemberCard> held) {
        return held.stream()
                .filter(card -> card.status() == CardStatus.ACTIVE)
                .findFirst()
                .orElseThrow(() -> new BusinessError(ClaimError.REFERRAL_NEEDS_CARD));
    }

    private Wallet walletOf(Member member) {
        if (member.holderId() == null) {
            return new Wallet(0, 0, 0);
        }
        var holder = holders.require(member.merchantId(), member.holderId());
        var pendingFen = commissions.pendingFen(member.merchantId(), member.id());
        return new Wallet(holder.commissionFen(), pendingFen, holder.debtFen());
    }
}
