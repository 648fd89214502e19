package io.kabao.claim;

import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.ledger.Holder;
import io.kabao.ledger.Holders;
import io.kabao.level.CardLevels;
import io.kabao.member.Visitor;
import io.kabao.merchant.Merchants;
import io.kabao.organization.Stores;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows customers their own cards with what is on them. */
@Service
public class CardViews {

    private final OwnCards own;
    private final CardTemplates templates;
    private final Holders holders;
    private final Stores stores;
    private final ClaimedCards claimed;
    private final Merchants merchants;
    private final Looks looks;
    private final CardLevels levels;

    CardViews(
            OwnCards own,
            CardTemplates templates,
            Holders holders,
            Stores stores,
            ClaimedCards claimed,
            Merchants merchants,
            Looks looks,
            CardLevels levels) {
        this.own = own;
        this.templates = templates;
        this.holders = holders;
        this.stores = stores;
        this.claimed = claimed;
        this.merchants = merchants;
        this.looks = looks;
        this.levels = levels;
    }

    /** The customer's cards, newest first. */
    public List<CardView> list(Visitor visitor) {
        var cards = own.list(visitor);
        var balances = holders.all(
                visitor.merchantId(),
                cards.stream().map(MemberCard::holderId).distinct().toList());
        var shown = levels.shown(
                visitor.merchantId(), cards.stream().map(MemberCard::id).toList());
        return cards.stream()
                .map(card -> view(card, balances, shown.get(card.id())))
                .toList();
    }

    /** One of the customer's cards. Errors: {@link ClaimError#CARD_NOT_FOUND}. */
    public CardView show(Visitor visitor, long id) {
        var card = own.require(visitor, id);
        return view(
                card,
                Map.of(card.holderId(), holders.require(card.merchantId(), card.holderId())),
                levels.shown(card.merchantId(), List.of(id)).get(id));
    }

    private CardView view(MemberCard card, Map<Long, Holder> balances, CardLevels.@Nullable Shown level) {
        var holder = balances.get(card.holderId());
        if (holder == null) {
            throw new IllegalStateException("Card " + card.id() + " has no holder");
        }
        var template = templates.require(card.merchantId(), card.templateId());
        var left = claimed.leftOf(card, template);
        return new CardView(
                card.id(),
                card.number(),
                card.status(),
                looks.of(template, merchants.require(card.merchantId())),
                level == null ? null : looks.of(card.merchantId(), level),
                holder.principalFen(),
                holder.bonusFen(),
                holder.heldFen(),
                holder.balanceFen(),
                holder.points(),
                0,
                favouriteOf(card),
                card.claimedAt(),
                card.activatedAt(),
                card.validFrom(),
                card.expiresAt(),
                left.nextStep(),
                left.oldCards(),
                null);
    }

    private Offer.@Nullable Named favouriteOf(MemberCard card) {
        var id = card.favouriteStoreId();
        return id == null
                ? null
                : stores.find(card.merchantId(), id)
                        .map(store -> new Offer.Named(store.id(), store.name()))
                        .orElse(null);
    }
}
