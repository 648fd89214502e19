package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.ledger.Holders;
import io.kabao.member.Member;
import io.kabao.member.Visitor;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts everything that a claim makes into the database: member, holder, card, attribution, consents, the gift owed; all or nothing. */
@Component
class Issuing {

    private final Claimants claimants;
    private final MemberCards cards;
    private final Holders holders;
    private final Claims claims;
    private final Joining joining;
    private final ClaimedCards claimed;
    private final Audit audit;
    private final Times times;

    Issuing(
            Claimants claimants,
            MemberCards cards,
            Holders holders,
            Claims claims,
            Joining joining,
            ClaimedCards claimed,
            Audit audit,
            Times times) {
        this.claimants = claimants;
        this.cards = cards;
        this.holders = holders;
        this.claims = claims;
        this.joining = joining;
        this.claimed = claimed;
        this.audit = audit;
        this.times = times;
    }

    /** What the customer wants, with the phone as far as it is proved. */
    record Wish(ClaimRequest request, PhoneProof proof) {}

    /**
     * Issues the card, or finds the one that the member of the phone holds already; what it changes is audited. Whoever loses a race gets one of
     * Spring's exceptions for taken keys and changed rows, with nothing done, and begins anew.
     */
    Claiming.Result issue(Visitor visitor, OpenCode open, Wish wish) {
        var template = open.template();
        var wanted = template.numberKind() == CardTemplate.NumberKind.PHONE;
        var number =
                cards.nextNumber(template, wanted ? claimants.verifiedPhone(visitor.identity(), wish.proof()) : null);
        var result = times.inTransaction().execute(_ -> inTransaction(visitor, open, wish, number));
        claimants.afterwards(result.claimant());
        return result.result();
    }

    private record Done(Claiming.Result result, Claimants.Claimant claimant) {}

    private Done inTransaction(Visitor visitor, OpenCode open, Wish wish, String number) {
        var template = open.template();
        var claimant = claimants.find(visitor.identity(), open, wish.proof());
        var held = claimant.member() == null
                ? null
                : cards.live(open.merchantId(), template.id(), claimant.member().id())
                        .orElse(null);
        if (held != null && Claimants.isKnown(claimant, wish.proof())) {
            return new Done(new Claiming.Result(claimed.show(held), false), claimant);
        }
        if (held != null) {
            var member = claimants.settle(claimant, wish, held.holderId());
            record(visitor.actorAs(member), "CARD_FOUND", held, AuditedCard.of(held));
            return new Done(new Claiming.Result(claimed.show(held, member), false), claimant);
        }
        var holderId = holders.open(open.merchantId());
        var member = claimants.settle(claimant, wish, holderId);
        var oldCards = claimants.oldCards(template, claimant);
        var attribution = Attribution.atClaim(open, claimants.isOwnStaffCode(open, member));
        attribution = claimant.referral() == null ? attribution : attribution.because(claimant.referral());
        var activeAtOnce = template.autoBindOrCreate() && oldCards.isEmpty();
        var card = cardOf(member, open, new Origin(number, holderId, attribution, activeAtOnce));
        cards.add(card);
        claims.begin(
                claimOf(card, open, new Why(attribution, claimant, activeAtOnce)),
                new Claims.Begun(template, member, card));
        var audited = AuditedCard.of(card);
        if (template.autoBindOrCreate() && oldCards.size() == 1) {
            card = joining.join(card, oldCards.getFirst(), member);
            audited = AuditedCard.joined(card, oldCards.getFirst());
            oldCards = List.of();
        }
        record(visitor.actorAs(member), "CARD_CLAIMED", card, audited);
        return new Done(
                new Claiming.Result(
                        claimed.show(card, member, new ClaimedCards.More(claimant.brought(), oldCards)), true),
                claimant);
    }

    private void record(Actor actor, String action, MemberCard card, AuditedCard isNow) {
        audit.record(actor, new Change(action, AuditedCard.THING, card.id(), null, isNow, null));
    }

    private record Origin(String number, long holderId, Attribution attribution, boolean active) {}

    private MemberCard cardOf(Member member, OpenCode open, Origin origin) {
        var now = times.clock().instant();
        var attribution = origin.active() ? origin.attribution().atActivation(null) : origin.attribution();
        return new MemberCard(
                times.ids().next(),
                open.merchantId(),
                open.template().id(),
                member.id(),
                origin.holderId(),
                origin.number(),
                null,
                origin.active() ? CardStatus.ACTIVE : CardStatus.CLAIMED,
                0,
                open.code().channel(),
                attribution.organizationId(),
                attribution.storeId(),
                attribution.staffId(),
                attribution.favouriteStoreId(),
                null,
                now,
                origin.active() ? now : null,
                origin.active() ? joining.beginOf(open.template()) : null,
                origin.active() ? joining.endOf(open.template(), now) : null,
                1,
                now,
                now);
    }

    private record Why(Attribution attribution, Claimants.Claimant claimant, boolean active) {}

    private Claim claimOf(MemberCard card, OpenCode open, Why why) {
        return new Claim(
                times.ids().next(),
                card.merchantId(),
                card.id(),
                card.templateId(),
                card.memberId(),
                why.claimant().identity().id(),
                open.code().id(),
                card.channel(),
                card.issuingOrganizationId(),
                card.issuingStoreId(),
                card.issuingStaffId(),
                why.claimant().brought(),
                why.active()
                        ? why.attribution().atActivation(null).reasonsText()
                        : why.attribution().reasonsText(),
                times.clock().instant(),
                card.activatedAt());
    }
}
