package io.kabao.card;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.TemplateSettings.Document;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's card templates. */
@Service
public class CardTemplates {

    /** How far ahead a publication may be planned, in days. */
    public static final int DAYS_AHEAD_MOST = 366;

    private static final String THING = "CARD_TEMPLATE";

    private final CardTemplateMapper mapper;
    private final TemplateRules rules;
    private final Merchants merchants;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;
    private final List<TemplateUse> uses;

    CardTemplates(
            CardTemplateMapper mapper,
            TemplateRules rules,
            Merchants merchants,
            Audit audit,
            Ids ids,
            Clock clock,
            JsonMapper json,
            List<TemplateUse> uses) {
        this.mapper = mapper;
        this.rules = rules;
        this.merchants = merchants;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
        this.uses = uses;
    }

    /**
     * Adds a template as a draft, which nobody can claim yet. Errors: an invalid request that names the fields, each
     * rule of {@link CardError} about the contents, a store that is not the merchant's.
     */
    @Transactional
    public CardTemplate add(Actor actor, TemplateDraft draft) {
        rules.require(actor.merchantId(), draft);
        var template = written(actor, draft, new Life(ids.next(), null, false, 1, clock.instant()));
        mapper.insert(template);
        audit.record(actor, Change.created(THING, template.id(), template));
        return template;
    }

    /**
     * Changes a template as {@code edit} says; one in force changes at once, numbers already given stay.
     * Errors: {@link CardError#TEMPLATE_NOT_FOUND}, {@link CardError#TEMPLATE_KIND_STAYS},
     * {@link CardError#VALIDITY_OVER}, a stale version, those of {@link #add}.
     */
    @Transactional
    public CardTemplate change(Actor actor, long id, int version, UnaryOperator<TemplateDraft> edit) {
        var was = require(actor.merchantId(), id);
        if (was.version() != version) {
            throw stale(was);
        }
        var before = draftOf(was);
        var draft = edit.apply(before);
        rules.require(actor.merchantId(), draft);
        if (draft.kind() != was.kind() && isInUse(was)) {
            throw new BusinessError(CardError.TEMPLATE_KIND_STAYS).with("field", "kind");
        }
        if (was.publishAt() != null && !draft.validity().equals(before.validity())) {
            requireNotOver(was.merchantId(), draft.validity(), clock.instant());
        }
        var life = new Life(id, was.publishAt(), was.wasPublished(), version + 1, was.createdAt());
        return replace(actor, was, written(actor, draft, life), THING + "_CHANGED");
    }

    /**
     * Lets customers claim the template, at once or from a time on; a time gone by means at once. Publishing what is in
     * force changes nothing. Errors: {@link CardError#TEMPLATE_NOT_FOUND}, {@link CardError#TEMPLATE_KIND_NOT_READY},
     * {@link CardError#ALREADY_PUBLISHED}, {@link CardError#PUBLISH_AT_TOO_FAR}, {@link CardError#VALIDITY_OVER}.
     */
    @Transactional
    public CardTemplate publish(Actor actor, long id, @Nullable Instant publishAt) {
        var was = require(actor.merchantId(), id);
        if (was.kind() != CardTemplate.Kind.INDIVIDUAL) {
            throw new BusinessError(CardError.TEMPLATE_KIND_NOT_READY).with("field", "kind");
        }
        var now = clock.instant();
        var from = publishAt == null || publishAt.isBefore(now) ? now : publishAt.truncatedTo(ChronoUnit.MILLIS);
        if (was.isPublished(now)) {
            if (from.isAfter(now)) {
                throw new BusinessError(CardError.ALREADY_PUBLISHED);
            }
            return was;
        }
        if (from.isAfter(now.plus(Duration.ofDays(DAYS_AHEAD_MOST)))) {
            throw new BusinessError(CardError.PUBLISH_AT_TOO_FAR, DAYS_AHEAD_MOST).with("field", "publishAt");
        }
        var draft = draftOf(was);
        requireNotOver(was.merchantId(), draft.validity(), from);
        var life = new Life(id, from, was.wasPublished(), was.version() + 1, was.createdAt());
        return replace(actor, was, written(actor, draft, life), THING + "_PUBLISHED");
    }

    /**
     * Takes a template back, also one that is not in force yet: nobody can claim it any more, cards stay as they are.
     * Errors: {@link CardError#TEMPLATE_NOT_FOUND}.
     */
    @Transactional
    public void takeBack(Actor actor, long id) {
        var was = require(actor.merchantId(), id);
        if (was.publishAt() != null) {
            var wasInForce = was.wasPublished() || was.isPublished(clock.instant());
            var life = new Life(id, null, wasInForce, was.version() + 1, was.createdAt());
            replace(actor, was, written(actor, draftOf(was), life), THING + "_TAKEN_BACK");
        }
    }

    /**
     * Removes a template that nothing hangs on. Errors: {@link CardError#TEMPLATE_NOT_FOUND},
     * {@link CardError#TEMPLATE_IN_USE}, a stale version.
     */
    @Transactional
    public void delete(Actor actor, long id) {
        mapper.lock(actor.merchantId(), id);
        var was = require(actor.merchantId(), id);
        var isDefault =
                Long.valueOf(id).equals(merchants.require(actor.merchantId()).defaultTemplateId());
        if (isDefault || isInUse(was)) {
            throw new BusinessError(CardError.TEMPLATE_IN_USE);
        }
        if (mapper.delete(actor.merchantId(), id, was.version()) == 0) {
            throw stale(require(actor.merchantId(), id));
        }
        audit.record(actor, Change.deleted(THING, id, was));
    }

    /** One template. Errors: {@link CardError#TEMPLATE_NOT_FOUND}. */
    public CardTemplate require(long merchantId, long id) {
        return find(merchantId, id).orElseThrow(() -> new BusinessError(CardError.TEMPLATE_NOT_FOUND));
    }

    /** One template, if it is this merchant's. */
    public Optional<CardTemplate> find(long merchantId, long id) {
        return mapper.find(merchantId, id);
    }

    /** Those of these templates that are this merchant's, in no particular order. */
    public List<CardTemplate> all(long merchantId, Collection<Long> templateIds) {
        return templateIds.isEmpty() ? List.of() : mapper.all(merchantId, templateIds);
    }

    /** The merchant's templates, newest first. */
    public Page<CardTemplate> list(long merchantId, PageRequest request) {
        var rows = mapper.list(merchantId, request.beforeId(), request.rowsToRead());
        return Page.of(rows, request, CardTemplate::id);
    }

    /** The stored document, read. */
    public TemplateSettings settingsOf(CardTemplate template) {
        return json.readValue(template.settings(), TemplateSettings.class);
    }

    /** Whether it is a draft, planned or in force just now. */
    public CardTemplate.Status statusOf(CardTemplate template) {
        return template.statusAt(clock.instant());
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
                template.notice(),
                template.description(),
                template.servicePhone(),
                settings.validity(),
                new TemplateDraft.NumberRule(template.numberKind(), template.numberPrefix(), template.numberDigits()),
                template.followRequired(),
                template.smsRequired(),
                template.autoBindOrCreate(),
                template.welcomeBonusFen(),
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

    /** What of a row the merchant does not write. */
    private record Life(long id, @Nullable Instant publishAt, boolean wasPublished, int version, Instant createdAt) {}

    private CardTemplate written(Actor actor, TemplateDraft draft, Life life) {
        return new CardTemplate(
                life.id(),
                actor.merchantId(),
                draft.kind(),
                draft.name(),
                draft.title(),
                draft.color(),
                draft.notice(),
                draft.description(),
                draft.servicePhone(),
                json.writeValueAsString(draft.settings()),
                draft.numberRule().kind(),
                draft.numberRule().prefix(),
                draft.numberRule().digits(),
                draft.followRequired(),
                draft.smsRequired(),
                draft.autoBindOrCreate(),
                draft.welcomeBonusFen(),
                life.publishAt(),
                life.wasPublished(),
                life.version(),
                life.createdAt(),
                clock.instant(),
                actor.id());
    }

    private CardTemplate replace(Actor actor, CardTemplate was, CardTemplate isNow, String action) {
        if (mapper.replace(isNow) == 0) {
            throw stale(require(actor.merchantId(), was.id()));
        }
        audit.record(actor, new Change(action, THING, was.id(), was, isNow, null));
        return isNow;
    }

    private boolean isInUse(CardTemplate template) {
        return template.publishAt() != null
                || template.wasPublished()
                || uses.stream().anyMatch(use -> use.usesTemplate(template.merchantId(), template.id()));
    }

    private void requireNotOver(long merchantId, TemplateSettings.Validity validity, Instant from) {
        var end = validity.endsAt(from, merchants.require(merchantId).zoneId());
        if (end != null && !end.isAfter(from)) {
            throw new BusinessError(CardError.VALIDITY_OVER).with("field", "validity.to");
        }
    }

    private static StaleVersion stale(CardTemplate isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }
}
