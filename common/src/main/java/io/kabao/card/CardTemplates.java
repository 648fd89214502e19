package io.kabao.card;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's card templates. */
@Service
public class CardTemplates {

    private static final String THING = "CARD_TEMPLATE";

    private final CardTemplateMapper mapper;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    CardTemplates(CardTemplateMapper mapper, Audit audit, Ids ids, Clock clock, JsonMapper json) {
        this.mapper = mapper;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /** What a merchant writes about a card. */
    public record Draft(
            CardTemplate.Kind kind,
            String name,
            String title,
            String color,
            @Nullable String notice,
            @Nullable String description,
            @Nullable String servicePhone,
            TemplateSettings settings,
            CardTemplate.NumberKind numberKind,
            String numberPrefix,
            int numberDigits,
            boolean followRequired,
            boolean smsRequired,
            boolean autoBindOrCreate) {}

    /** Adds a template as a draft, which nobody can claim yet. */
    @Transactional
    public CardTemplate add(Actor actor, Draft draft) {
        var now = clock.instant();
        var template = written(actor, draft, new Origin(ids.next(), CardTemplate.Status.DRAFT, 1, now));
        mapper.insert(template);
        audit.record(actor, Change.created(THING, template.id(), template));
        return template;
    }

    /** Changes a template; one in force changes at once. Errors: {@link CardError#TEMPLATE_NOT_FOUND}, a stale version. */
    @Transactional
    public CardTemplate change(Actor actor, long id, int version, Draft draft) {
        var was = requireFresh(actor.merchantId(), id, version);
        return replace(actor, was, written(actor, draft, new Origin(id, was.status(), version + 1, was.createdAt())));
    }

    /** Puts a template in force, or takes it back. Errors: {@link CardError#TEMPLATE_NOT_FOUND}. */
    @Transactional
    public CardTemplate publish(Actor actor, long id, boolean published) {
        var was = require(actor.merchantId(), id);
        var status = published ? CardTemplate.Status.PUBLISHED : CardTemplate.Status.DRAFT;
        if (was.status() == status) {
            return was;
        }
        return replace(
                actor, was, written(actor, draftOf(was), new Origin(id, status, was.version() + 1, was.createdAt())));
    }

    /** One template. Errors: {@link CardError#TEMPLATE_NOT_FOUND}. */
    public CardTemplate require(long merchantId, long id) {
        return find(merchantId, id).orElseThrow(() -> new BusinessError(CardError.TEMPLATE_NOT_FOUND));
    }

    /** One template, if it is this merchant's. */
    public Optional<CardTemplate> find(long merchantId, long id) {
        return mapper.find(merchantId, id);
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

    /** The template as a draft to be changed. */
    public Draft draftOf(CardTemplate template) {
        return new Draft(
                template.kind(),
                template.name(),
                template.title(),
                template.color(),
                template.notice(),
                template.description(),
                template.servicePhone(),
                settingsOf(template),
                template.numberKind(),
                template.numberPrefix(),
                template.numberDigits(),
                template.followRequired(),
                template.smsRequired(),
                template.autoBindOrCreate());
    }

    private record Origin(long id, CardTemplate.Status status, int version, java.time.Instant createdAt) {}

    private CardTemplate written(Actor actor, Draft draft, Origin origin) {
        return new CardTemplate(
                origin.id(),
                actor.merchantId(),
                draft.kind(),
                origin.status(),
                draft.name(),
                draft.title(),
                draft.color(),
                draft.notice(),
                draft.description(),
                draft.servicePhone(),
                json.writeValueAsString(draft.settings()),
                draft.numberKind(),
                draft.numberPrefix(),
                draft.numberDigits(),
                draft.followRequired(),
                draft.smsRequired(),
                draft.autoBindOrCreate(),
                origin.version(),
                origin.createdAt(),
                clock.instant(),
                actor.id());
    }

    private CardTemplate replace(Actor actor, CardTemplate was, CardTemplate isNow) {
        if (mapper.replace(isNow) == 0) {
            throw stale(require(actor.merchantId(), was.id()));
        }
        audit.record(actor, Change.changed(THING, was.id(), was, isNow));
        return isNow;
    }

    private CardTemplate requireFresh(long merchantId, long id, int version) {
        var template = require(merchantId, id);
        if (template.version() != version) {
            throw stale(template);
        }
        return template;
    }

    private static StaleVersion stale(CardTemplate isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }
}
