package io.kabao.claim;

import io.kabao.card.CardError;
import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.card.TemplateVersions;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/** Shows merchants their drafts as customers would see them. */
@Service
public class Previews {

    private static final String PHONE = "13800000000";

    private final TemplateVersions versions;
    private final CardTemplates templates;
    private final Offers offers;
    private final Merchants merchants;
    private final Clock clock;

    Previews(TemplateVersions versions, CardTemplates templates, Offers offers, Merchants merchants, Clock clock) {
        this.versions = versions;
        this.templates = templates;
        this.offers = offers;
        this.merchants = merchants;
        this.clock = clock;
    }

    /**
     * What customers would see.
     *
     * @param offer as of a mini-program's code whose scene is empty, to somebody unknown; of the stores to choose from those
     *     within the reach
     * @param card as if it had just been activated, with the first number of an unused sequence and nothing on it
     */
    public record Preview(Offer offer, CardView card) {}

    /** The draft of a template; without one what is planned last, else what is in force. Errors: {@link CardError#TEMPLATE_NOT_FOUND}. */
    public Preview of(Reach reach, long templateId) {
        var template = versions.require(reach.merchantId(), templateId).working();
        var offer = offers.toAnybody(new OpenCode(pretended(template), template, null, null))
                .within(reach);
        return new Preview(offer, cardOf(template, offer));
    }

    private ClaimCode pretended(CardTemplate template) {
        var now = clock.instant();
        return new ClaimCode(
                0,
                template.merchantId(),
                "",
                ClaimChannel.MINI_PROGRAM,
                template.id(),
                null,
                null,
                null,
                null,
                ClaimCode.Status.OPEN,
                null,
                0,
                1,
                now,
                now,
                null);
    }

    private CardView cardOf(CardTemplate template, Offer offer) {
        var now = clock.instant();
        var zone = merchants.require(template.merchantId()).zoneId();
        var validity = templates.settingsOf(template).validity();
        return new CardView(
                0,
                numberOf(template),
                CardStatus.ACTIVE,
                offer.template(),
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                now,
                now,
                validity.beginsAt(zone),
                validity.endsAt(now, zone),
                ClaimedCard.NextStep.NONE,
                List.of(),
                null);
    }

    private static String numberOf(CardTemplate template) {
        return template.numberKind() == CardTemplate.NumberKind.PHONE
                ? PHONE
                : template.numberPrefix() + "0".repeat(template.numberDigits() - 1) + "1";
    }
}
