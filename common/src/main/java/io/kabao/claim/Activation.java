package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.member.Visitor;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** Step two for a new member: the profile is filled in and the card becomes active. */
@Service
public class Activation {

    private static final int TRIES = 5;

    private final OwnCards own;
    private final CardTemplates templates;
    private final FavouriteStores favourites;
    private final ClaimMapper claims;
    private final Joining joining;
    private final ClaimedCards claimed;
    private final Audit audit;
    private final Times times;

    Activation(
            OwnCards own,
            CardTemplates templates,
            FavouriteStores favourites,
            ClaimMapper claims,
            Joining joining,
            ClaimedCards claimed,
            Audit audit,
            Times times) {
        this.own = own;
        this.templates = templates;
        this.favourites = favourites;
        this.claims = claims;
        this.joining = joining;
        this.claimed = claimed;
        this.audit = audit;
        this.times = times;
    }

    /**
     * What a new member fills in.
     *
     * @param profile answers by the keys of the template's fields
     * @param favouriteStoreId the store the member chose; null for none
     */
    public record Form(
            Map<String, String> profile, @Nullable Long favouriteStoreId) {

        @Override
        public String toString() {
            return "Form";
        }
    }

    /**
     * Activates a claimed card; one that is active already stays as it is, with the answers of the first time. What is on file
     * and not the member's to change stays, too. Errors:
     * {@link ClaimError#CARD_NOT_FOUND}, those of profile fields and of the store chosen; {@link KernelError#BUSY} when
     * others were first all the time.
     */
    public ClaimedCard activate(Visitor visitor, long cardId, Form form) {
        var card = own.require(visitor, cardId);
        if (card.status() != CardStatus.CLAIMED) {
            return claimed.show(card);
        }
        var merchantId = card.merchantId();
        var template = templates.require(merchantId, card.templateId());
        var claim = claims.ofCard(merchantId, cardId)
                .orElseThrow(() -> new IllegalStateException("Card " + cardId + " was never claimed"));
        var answers =
                new ProfileForm(templates.settingsOf(template)).read(form.profile(), ProfileForm.today(times.clock()));
        var store = favourites.chosen(template, claim, form.favouriteStoreId());
        var filled = new Joining.Filled(
                template,
                Attribution.of(claim, card.favouriteStoreId()).atActivation(store),
                answers,
                fixed(visitor, template));
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var was = card;
            try {
                return claimed.show(times.inTransaction().execute(_ -> activated(visitor, was, filled)));
            } catch (OptimisticLockingFailureException | PessimisticLockingFailureException _) {
                // The card, or only the member: then it is still to be done.
            }
            card = own.require(visitor, cardId);
            if (card.status() != CardStatus.CLAIMED) {
                return claimed.show(card);
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    /** Keys of fields that the member may fill in but not change, as far as any of their cards says so. */
    private Set<String> fixed(Visitor visitor, CardTemplate template) {
        var others = own.list(visitor).stream()
                .filter(card -> card.status().isLive())
                .map(MemberCard::templateId)
                .filter(id -> id != template.id())
                .collect(Collectors.toSet());
        var settings = Stream.concat(Stream.of(template), templates.all(template.merchantId(), others).stream())
                .map(templates::settingsOf)
                .toList();
        return ProfileFields.askedOf(settings).stream()
                .filter(field -> field.editRight() != ProfileField.EditRight.EDITABLE)
                .map(ProfileField::key)
                .collect(Collectors.toSet());
    }

    private MemberCard activated(Visitor visitor, MemberCard was, Joining.Filled filled) {
        var isNow = joining.activate(was, filled);
        var keys = filled.answers().keySet().stream().sorted().toList();
        audit.record(
                visitor.actor(),
                new Change(
                        "CARD_ACTIVATED",
                        AuditedCard.THING,
                        was.id(),
                        AuditedCard.of(was),
                        AuditedCard.filled(isNow, keys),
                        null));
        return isNow;
    }
}
