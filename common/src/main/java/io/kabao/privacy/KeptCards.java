package io.kabao.privacy;

import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.ledger.Holder;
import io.kabao.ledger.Holders;
import io.kabao.member.Member;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A member's cards of every state, and what is on them. */
@Component
class KeptCards {

    private final MemberCards cards;
    private final CardTemplates templates;
    private final Stores stores;
    private final Holders holders;

    KeptCards(MemberCards cards, CardTemplates templates, Stores stores, Holders holders) {
        this.cards = cards;
        this.templates = templates;
        this.stores = stores;
        this.holders = holders;
    }

    /** All cards of the member, newest first. */
    List<MemberCard> heldBy(Member member) {
        return cards.ofMembers(member.merchantId(), List.of(member.id()));
    }

    /** Ids of the holders of these cards and of the member's own, in their order. */
    static List<Long> holdersOf(Member member, List<MemberCard> held) {
        return Stream.concat(Stream.ofNullable(member.holderId()), held.stream().map(MemberCard::holderId))
                .distinct()
                .sorted()
                .toList();
    }

    OwnData.KeptCard shown(MemberCard card) {
        return new OwnData.KeptCard(
                card.id(),
                card.number(),
                card.formerNumber(),
                card.status(),
                card.templateId(),
                templates
                        .find(card.merchantId(), card.templateId())
                        .map(CardTemplate::title)
                        .orElse(null),
                card.channel(),
                store(card, card.issuingStoreId()),
                card.issuingOrganizationId(),
                card.issuingStaffId(),
                store(card, card.favouriteStoreId()),
                card.mergedInto(),
                card.claimedAt(),
                card.activatedAt(),
                card.validFrom(),
                card.expiresAt(),
                card.createdAt());
    }

    private OwnData.@Nullable KeptStore store(MemberCard card, @Nullable Long id) {
        return id == null
                ? null
                : new OwnData.KeptStore(
                        id, stores.find(card.merchantId(), id).map(Store::name).orElse(null));
    }

    List<OwnData.KeptBalance> balancesOf(Member member, List<MemberCard> held) {
        var ids = holdersOf(member, held);
        var known = holders.all(member.merchantId(), ids);
        return ids.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(holder -> balance(holder, held))
                .toList();
    }

    private static OwnData.KeptBalance balance(Holder holder, List<MemberCard> held) {
        return new OwnData.KeptBalance(
                held.stream()
                        .filter(card -> card.holderId() == holder.id())
                        .map(card -> Long.toString(card.id()))
                        .toList(),
                holder.principalFen(),
                holder.bonusFen(),
                holder.heldFen(),
                holder.commissionFen(),
                holder.debtFen(),
                holder.points(),
                holder.pointsDebt());
    }
}
