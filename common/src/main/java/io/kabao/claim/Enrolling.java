package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardError;
import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** Cards opened by hand: for somebody at the counter, or an old card of the counter to be bound later. */
@Service
public class Enrolling {

    private static final int TRIES = 8;
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final CardTemplates templates;
    private final MemberCards cards;
    private final CounterMembers people;
    private final CounterAttribution attribution;
    private final CounterCards opening;
    private final MemberViews views;
    private final Audit audit;
    private final Times times;

    Enrolling(
            CardTemplates templates,
            MemberCards cards,
            CounterMembers people,
            CounterAttribution attribution,
            CounterCards opening,
            MemberViews views,
            Audit audit,
            Times times) {
        this.templates = templates;
        this.cards = cards;
        this.people = people;
        this.attribution = attribution;
        this.opening = opening;
        this.views = views;
        this.audit = audit;
        this.times = times;
    }

    /**
     * What is written down at the counter.
     *
     * @param phone nobody has verified it; an old card may have none
     * @param cardNumber as printed on the card; null: by the template's rule
     * @param offline an old card of the counter, which waits to be bound
     * @param profile answers by the keys of the template's fields, as far as they are known
     * @param expiresAt null: by the template's rule, and never for an old card
     */
    public record Form(
            @Nullable Phone phone,
            @Nullable String name,
            long templateId,
            @Nullable String cardNumber,
            boolean offline,
            @Nullable Long storeId,
            @Nullable Long staffId,
            Map<String, String> profile,
            @Nullable Instant expiresAt) {

        @Override
        public String toString() {
            return "Form";
        }
    }

    /** A member and the card that was opened. */
    public record Enrolled(MemberView member, MemberView.CardLine card) {}

    /** A card as the audit keeps it: a number may be a phone, so it is masked. */
    private record Opened(MemberViews.Audited member, String cardId, String numberMasked, CardStatus status) {}

    /**
     * Opens a card by hand. An old card gets a member of its own, whose phone occupies nothing. Otherwise the card is
     * active at once, for the member who has verified the phone, or who was written down with it and the same name, or a
     * new one. Errors: {@link CardError#TEMPLATE_NOT_FOUND}, {@link CardError#GROUP_NOT_CLAIMED}, {@link CardError#CARD_NUMBER_NEEDED},
     * {@link CardError#CARD_NUMBER_TAKEN}, {@link CardError#CARD_EXPIRY_WRONG}, {@link ClaimError#MEMBER_PHONE_NEEDED},
     * {@link ClaimError#TEMPLATE_NOT_PUBLISHED}, {@link ClaimError#MEMBER_HAS_CARD}, those of profile fields and of the
     * store and the staff named; {@link KernelError#BUSY} when others were first all the time.
     */
    public Enrolled enrol(Actor actor, Form form) {
        var template = requireSound(actor.merchantId(), form);
        people.requireFit(template, form);
        var counted = attribution.of(actor.reach(), template, form);
        for (var attempt = 0; attempt < TRIES; attempt++) {
            requireFree(actor.merchantId(), form.cardNumber());
            var number = form.cardNumber() == null ? numberFor(template, form, attempt) : form.cardNumber();
            var order = new CounterCards.Order(template, number, form, counted);
            try {
                return Objects.requireNonNull(times.inTransaction().execute(_ -> enrolled(actor, order)));
            } catch (DuplicateKeyException | OptimisticLockingFailureException | PessimisticLockingFailureException _) {
                // The number went to somebody else, or the member changed meanwhile: begin anew.
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    private Enrolled enrolled(Actor actor, CounterCards.Order order) {
        var form = order.form();
        // One at a time for a template: nothing else keeps two cards from an unverified phone.
        templates.hold(actor.merchantId(), form.templateId());
        requireFree(actor.merchantId(), form.cardNumber());
        var holderId = opening.holder(actor.merchantId());
        var member = people.of(actor, order.template(), form, holderId);
        var card = opening.open(member, holderId, order);
        var opened = new Opened(views.audited(member), Long.toString(card.id()), card.numberMasked(), card.status());
        audit.record(actor, new Change("CARD_OPENED", MemberViews.THING, member.id(), null, opened, null));
        return new Enrolled(views.show(member), MemberViews.line(card, form.phone()));
    }

    private CardTemplate requireSound(long merchantId, Form form) {
        var template = templates.require(merchantId, form.templateId());
        template.requireClaimed();
        if (form.offline() && form.cardNumber() == null) {
            throw new BusinessError(CardError.CARD_NUMBER_NEEDED).with("field", "cardNumber");
        }
        if (!form.offline() && form.phone() == null) {
            throw new BusinessError(ClaimError.MEMBER_PHONE_NEEDED).with("field", "phone");
        }
        var now = times.clock().instant();
        if (!form.offline() && !template.isPublished(now)) {
            throw new BusinessError(ClaimError.TEMPLATE_NOT_PUBLISHED).with("field", "templateId");
        }
        var end = form.expiresAt();
        if (end != null && (!end.isAfter(now) || end.isAfter(now.plus(LONGEST)))) {
            throw new BusinessError(CardError.CARD_EXPIRY_WRONG).with("field", "expiresAt");
        }
        return template;
    }

    private void requireFree(long merchantId, @Nullable String number) {
        if (number != null && cards.ofNumber(merchantId, number).isPresent()) {
            throw new BusinessError(CardError.CARD_NUMBER_TAKEN).with("field", "cardNumber");
        }
    }

    private String numberFor(CardTemplate template, Form form, int attempt) {
        var phone = attempt == 0 && people.isVerified(template.merchantId(), form.phone()) ? form.phone() : null;
        return cards.nextNumber(template, phone);
    }
}
