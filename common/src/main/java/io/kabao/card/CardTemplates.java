package io.kabao.card;

import io.kabao.card.TemplateSettings.Document;
import io.kabao.kernel.error.BusinessError;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A merchant's card templates as cards and offers show them: each with the version that is in force at this moment. Of one
 * that never was in force, which the counter may write old cards down for, the newest version stands in.
 */
@Service
public class CardTemplates {

    private final CardTemplateMapper mapper;
    private final Clock clock;
    private final JsonMapper json;

    CardTemplates(CardTemplateMapper mapper, Clock clock, JsonMapper json) {
        this.mapper = mapper;
        this.clock = clock;
        this.json = json;
    }

    /** One template. Errors: {@link CardError#TEMPLATE_NOT_FOUND}. */
    public CardTemplate require(long merchantId, long id) {
        return find(merchantId, id).orElseThrow(() -> new BusinessError(CardError.TEMPLATE_NOT_FOUND));
    }

    /** One template, if it is this merchant's. */
    public Optional<CardTemplate> find(long merchantId, long id) {
        return mapper.versionsOf(merchantId, id).stream().max(inForceAt(clock.instant()));
    }

    /** Those of these templates that are this merchant's, in no particular order. */
    public List<CardTemplate> all(long merchantId, Collection<Long> templateIds) {
        if (templateIds.isEmpty()) {
            return List.of();
        }
        var inForce = inForceAt(clock.instant());
        return mapper.versionsOfAll(merchantId, templateIds).stream()
                .collect(Collectors.groupingBy(CardTemplate::id))
                .values()
                .stream()
                .map(versions -> versions.stream().max(inForce).orElseThrow())
                .toList();
    }

    /** The latest whose time has come; before any has, the newest that is planned or drafted. */
    private static Comparator<CardTemplate> inForceAt(Instant now) {
        return Comparator.comparing((CardTemplate version) -> version.isInForce(now))
                .thenComparing(CardTemplate::inForceFrom, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(CardTemplate::number);
    }

    /** The stored document, read. */
    public TemplateSettings settingsOf(CardTemplate template) {
        return json.readValue(template.settings(), TemplateSettings.class);
    }

    /** What the merchant should mend before customers claim it, though it can be published without. */
    public List<CardError> warningsOf(CardTemplate template) {
        var kinds =
                settingsOf(template).documents().stream().map(Document::kind).toList();
        var warnings = new ArrayList<CardError>();
        if (!kinds.contains(Document.PRIVACY)) {
            warnings.add(CardError.PRIVACY_MISSING);
        }
        if (!kinds.contains(Document.TERMS)) {
            warnings.add(CardError.TERMS_MISSING);
        }
        return warnings;
    }

    /** The template as the merchant wrote it. */
    public TemplateDraft draftOf(CardTemplate template) {
        var settings = settingsOf(template);
        return new TemplateDraft(
                template.kind(),
                template.name(),
                template.title(),
                template.color(),
                template.backgroundId(),
                template.logoId(),
                template.notice(),
                template.description(),
                template.servicePhone(),
                settings.printed().headline(),
                settings.printed().hint(),
                settings.validity(),
                new TemplateDraft.NumberRule(template.numberKind(), template.numberPrefix(), template.numberDigits()),
                template.followRequired(),
                template.smsRequired(),
                template.autoBindOrCreate(),
                template.welcomeBonusFen(),
                settings.given().welcomePoints(),
                settings.given().profilePoints(),
                settings.profileFields(),
                settings.bindingFields(),
                settings.perks(),
                settings.links(),
                settings.storeIds(),
                settings.documents());
    }

    /**
     * Holds a template until the transaction ends, for something that is about to hang on it.
     * Errors: {@link CardError#TEMPLATE_NOT_FOUND}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(long merchantId, long id) {
        if (mapper.lock(merchantId, id).isEmpty()) {
            throw new BusinessError(CardError.TEMPLATE_NOT_FOUND);
        }
    }
}
