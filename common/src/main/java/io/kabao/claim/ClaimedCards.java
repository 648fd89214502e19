package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.member.Member;
import io.kabao.member.Members;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows a claimed card to its owner, with what is left to do. */
@Component
class ClaimedCards {

    private final ClaimMapper claims;
    private final Members members;
    private final CardTemplates templates;
    private final OldCards oldCards;
    private final MemberCards cards;

    ClaimedCards(ClaimMapper claims, Members members, CardTemplates templates, OldCards oldCards, MemberCards cards) {
        this.claims = claims;
        this.members = members;
        this.templates = templates;
        this.oldCards = oldCards;
        this.cards = cards;
    }

    /**
     * What is known of a card beside its row.
     *
     * @param referrerId the friend who brought the member
     * @param oldCards among which the customer may choose
     */
    record More(@Nullable Long referrerId, List<MemberCard> oldCards) {}

    /** The card of a template that a member holds. */
    Optional<ClaimedCard> held(Member member, long templateId) {
        return cards.live(member.merchantId(), templateId, member.id()).map(card -> show(card, member));
    }

    /** The card, everything beside it read. */
    ClaimedCard show(MemberCard card) {
        return show(card, members.require(card.merchantId(), card.memberId()));
    }

    /** The card of a member at hand. */
    ClaimedCard show(MemberCard card, Member member) {
        var referrer = claims.ofCard(card.merchantId(), card.id())
                .map(Claim::referrerId)
                .orElse(null);
        return show(card, member, new More(referrer, choiceFor(card, member)));
    }

    /** The card, nothing read. */
    ClaimedCard show(MemberCard card, Member member, More more) {
        var phone = members.phoneOf(member);
        return ClaimedCard.of(card, more.referrerId(), phone == null ? null : phone.masked(), more.oldCards());
    }

    /** What is left to do with a card, of its template at hand; nothing is read where nothing is left. */
    Left leftOf(MemberCard card, CardTemplate template) {
        if (card.status() != CardStatus.CLAIMED) {
            return new Left(ClaimedCard.NextStep.NONE, List.of());
        }
        var choice = template.autoBindOrCreate()
                ? oldCards.of(template, members.require(card.merchantId(), card.memberId()))
                : List.<MemberCard>of();
        return new Left(
                ClaimedCard.nextStep(card, choice),
                choice.stream().map(ClaimedCard.OldCard::of).toList());
    }

    /**
     * What is left to do with a card.
     *
     * @param oldCards among which the customer may choose
     */
    record Left(ClaimedCard.NextStep nextStep, List<ClaimedCard.OldCard> oldCards) {}

    private List<MemberCard> choiceFor(MemberCard card, Member member) {
        if (card.status() != CardStatus.CLAIMED) {
            return List.of();
        }
        return templates
                .find(card.merchantId(), card.templateId())
                .filter(template -> template.autoBindOrCreate())
                .map(template -> oldCards.of(template, member))
                .orElse(List.of());
    }
}
