package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardError;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.member.MemberLives;
import java.util.EnumSet;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Cards that members get besides one they hold, without asking for them. */
@Service
public class Giving {

    private final CardTemplates templates;
    private final MemberCards cards;
    private final MemberLives lives;
    private final CounterCards opening;
    private final Audit audit;

    Giving(CardTemplates templates, MemberCards cards, MemberLives lives, CounterCards opening, Audit audit) {
        this.templates = templates;
        this.cards = cards;
        this.lives = lives;
        this.opening = opening;
        this.audit = audit;
    }

    /**
     * A card to be given.
     *
     * @param number that it gets
     * @param besides the card of the member that it comes with
     */
    public record Gift(CardTemplate template, String number, MemberCard besides) {}

    /**
     * Looks up what it takes to give a card, outside any transaction. Errors: {@link CardError#TEMPLATE_NOT_FOUND}.
     *
     * @param cardId of the member's card that it comes with
     */
    public Gift prepare(long merchantId, long templateId, long cardId) {
        var template = templates.require(merchantId, templateId);
        var besides = cards.find(merchantId, cardId)
                .orElseThrow(
                        () -> new IllegalStateException("A gift comes with card " + cardId + ", which is not there"));
        return new Gift(template, cards.nextNumber(template, null), besides);
    }

    /**
     * Opens the card, active at once, with a holder of its own and counting to whom the card counts that it comes with.
     * Nothing is opened for a member who holds one of the template, or who lives no more.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the member gets one of the template at the same time
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void give(Gift gift) {
        var template = gift.template();
        var besides = gift.besides();
        var member = lives.hold(template.merchantId(), besides.memberId());
        if (member.isEmpty()
                || cards.live(template.merchantId(), template.id(), besides.memberId())
                        .isPresent()) {
            return;
        }
        var form = new Enrolling.Form(null, null, template.id(), null, false, null, null, Map.of(), null);
        var order = new CounterCards.Order(template, gift.number(), form, attributionAs(besides));
        var card = opening.open(member.get(), opening.holder(template.merchantId()), order);
        audit.record(
                Actor.system(template.merchantId()),
                new Change("CARD_GIVEN", AuditedCard.THING, card.id(), null, AuditedCard.of(card), null));
    }

    private static Attribution attributionAs(MemberCard besides) {
        return new Attribution(
                ClaimChannel.CONSOLE,
                besides.issuingOrganizationId(),
                besides.issuingStoreId(),
                besides.issuingStaffId(),
                besides.favouriteStoreId(),
                EnumSet.of(Attribution.Reason.GIVEN));
    }
}
