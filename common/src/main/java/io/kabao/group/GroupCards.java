package io.kabao.group;

import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.id.Ids;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts companies' cards into the database, counting to nobody, since nobody claimed them. */
@Component
class GroupCards {

    private final MemberCards cards;
    private final CardTemplates templates;
    private final Merchants merchants;
    private final Ids ids;
    private final Clock clock;

    GroupCards(MemberCards cards, CardTemplates templates, Merchants merchants, Ids ids, Clock clock) {
        this.cards = cards;
        this.templates = templates;
        this.merchants = merchants;
        this.ids = ids;
        this.clock = clock;
    }

    /** The next number of a template's sequence; outside any transaction. */
    String nextNumber(CardTemplate template) {
        return cards.nextNumber(template, null);
    }

    /** When a card of the template that is opened now ends; null: never. */
    @Nullable
    Instant endOf(CardTemplate template) {
        return templates.settingsOf(template).validity().endsAt(clock.instant(), zoneOf(template));
    }

    private @Nullable Instant beginOf(CardTemplate template) {
        return templates.settingsOf(template).validity().beginsAt(zoneOf(template));
    }

    private ZoneId zoneOf(CardTemplate template) {
        return merchants.require(template.merchantId()).zoneId();
    }

    /** Whose card it is to be, and whose balance it spends. */
    record Owner(long memberId, long holderId) {}

    /**
     * Opens a card.
     *
     * @param status active at once, or claimed where nothing may be done with it before it shares a balance
     * @throws org.springframework.dao.DuplicateKeyException when its number is taken or the member holds one of the template
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public MemberCard open(CardTemplate template, String number, Owner owner, CardStatus status) {
        var now = clock.instant();
        var card = new MemberCard(
                ids.next(),
                template.merchantId(),
                template.id(),
                owner.memberId(),
                owner.holderId(),
                number,
                null,
                status,
                0,
                ClaimChannel.CONSOLE,
                null,
                null,
                null,
                null,
                null,
                now,
                now,
                beginOf(template),
                endOf(template),
                1,
                now,
                now);
        cards.add(card);
        return card;
    }
}
