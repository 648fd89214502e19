package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.ledger.Holders;
import io.kabao.member.Member;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a card that is opened by hand into the database, with its holder and what it counts for. */
@Component
class CounterCards {

    private final MemberCards cards;
    private final Holders holders;
    private final Claims claims;
    private final Joining joining;
    private final Times times;

    CounterCards(MemberCards cards, Holders holders, Claims claims, Joining joining, Times times) {
        this.cards = cards;
        this.holders = holders;
        this.claims = claims;
        this.joining = joining;
        this.times = times;
    }

    /** The card that is to be opened. */
    record Order(CardTemplate template, String number, Enrolling.Form form, Attribution attribution) {}

    /** The card's own holder, with every account at zero. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long holder(long merchantId) {
        return holders.open(merchantId);
    }

    /**
     * Opens the card; an old one was not claimed, so it has no claim.
     *
     * @throws org.springframework.dao.DuplicateKeyException when its number is taken or the member holds one of the template
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public MemberCard open(Member member, long holderId, Order order) {
        var card = cardOf(member, holderId, order);
        cards.add(card);
        if (!order.form().offline()) {
            claims.begin(claimOf(card, order.attribution()), new Claims.Begun(order.template(), member, card));
        }
        return card;
    }

    private MemberCard cardOf(Member member, long holderId, Order order) {
        var id = times.ids().next();
        var now = times.clock().instant();
        var offline = order.form().offline();
        var attribution = order.attribution();
        return new MemberCard(
                id,
                member.merchantId(),
                order.template().id(),
                member.id(),
                holderId,
                order.number(),
                null,
                offline ? CardStatus.OFFLINE : CardStatus.ACTIVE,
                offline ? id : 0,
                attribution.channel(),
                attribution.organizationId(),
                attribution.storeId(),
                attribution.staffId(),
                attribution.favouriteStoreId(),
                null,
                offline ? null : now,
                offline ? null : now,
                offline ? null : joining.beginOf(order.template()),
                endOf(order, now),
                1,
                now,
                now);
    }

    private @Nullable Instant endOf(Order order, Instant now) {
        var form = order.form();
        return form.expiresAt() != null || form.offline() ? form.expiresAt() : joining.endOf(order.template(), now);
    }

    private Claim claimOf(MemberCard card, Attribution attribution) {
        var now = times.clock().instant();
        return new Claim(
                times.ids().next(),
                card.merchantId(),
                card.id(),
                card.templateId(),
                card.memberId(),
                null,
                null,
                card.channel(),
                card.issuingOrganizationId(),
                card.issuingStoreId(),
                card.issuingStaffId(),
                null,
                attribution.reasonsText(),
                now,
                now);
    }
}
