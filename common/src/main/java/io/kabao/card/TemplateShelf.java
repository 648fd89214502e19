package io.kabao.card;

import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Where templates stand with their versions. Whoever changes one holds it, so that changes come one after another. */
@Component
class TemplateShelf {

    private final CardTemplateMapper templates;
    private final TemplateVersionMapper versions;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    TemplateShelf(CardTemplateMapper templates, TemplateVersionMapper versions, Ids ids, Clock clock, JsonMapper json) {
        this.templates = templates;
        this.versions = versions;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /** A template held until the transaction ends. Errors: {@link CardError#TEMPLATE_NOT_FOUND}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Living hold(long merchantId, long id) {
        return again(templates.lock(merchantId, id).orElseThrow(TemplateShelf::notFound));
    }

    /** A template as it is just now. Errors: {@link CardError#TEMPLATE_NOT_FOUND}. */
    Living require(long merchantId, long id) {
        return again(templates.find(merchantId, id).orElseThrow(TemplateShelf::notFound));
    }

    /** Several of one merchant, in the order of their rows. */
    List<Living> all(long merchantId, List<TemplateRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var now = clock.instant();
        var all = byTemplate(merchantId, rows.stream().map(TemplateRow::id).toList());
        return rows.stream()
                .map(row -> new Living(row, all.getOrDefault(row.id(), List.of()), now))
                .toList();
    }

    /** The template with the versions that it has by now. */
    Living again(TemplateRow row) {
        return all(row.merchantId(), List.of(row)).getFirst();
    }

    private Map<Long, List<TemplateVersion>> byTemplate(long merchantId, Collection<Long> templateIds) {
        return versions.living(merchantId, templateIds).stream()
                .collect(Collectors.groupingBy(TemplateVersion::templateId));
    }

    /** The template's first version. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Living begin(Actor actor, TemplateDraft draft) {
        var now = clock.instant();
        var id = ids.next();
        var row = new TemplateRow(
                id, actor.merchantId(), draft.kind(), draft.name(), null, false, 1, now, now, actor.id());
        templates.insert(row);
        versions.insert(written(row, draft, new Place(ids.next(), 1, null), actor.id()));
        return again(row);
    }

    /** Writes the draft anew, or a first one made from version {@code beganWith}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void draft(Actor actor, Living template, TemplateDraft draft, int beganWith) {
        var was = template.draft();
        var place = was.map(version -> new Place(version.id(), version.number(), version.beganWith()))
                .orElseGet(() -> next(template.row(), beganWith));
        var isNow = written(template.row(), draft, place, actor.id());
        if (was.isEmpty()) {
            versions.insert(isNow);
        } else if (versions.rewrite(isNow) == 0) {
            throw template.stale();
        }
    }

    /** Makes a version's contents the draft, whatever the draft was. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restore(Actor actor, Living template, TemplateVersion version) {
        template.draft().ifPresent(draft -> versions.discard(draft.merchantId(), draft.id()));
        versions.insert(copied(version, next(template.row(), version.number()), clock.instant(), actor.id()));
    }

    /** What was planned goes on as the draft, with those who wrote it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void fallBack(Living template, TemplateVersion planned) {
        var beganWith = template.inForce().map(TemplateVersion::number).orElse(null);
        versions.insert(copied(planned, next(template.row(), beganWith), planned.writtenAt(), planned.writtenBy()));
    }

    /** Throws the draft away. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void discard(TemplateVersion draft) {
        versions.discard(draft.merchantId(), draft.id());
    }

    /** Puts a draft in force from a time on, or moves what is planned. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(Actor actor, Living template, TemplateVersion version, Instant from) {
        if (versions.publish(decision(actor, template, version, from)) == 0) {
            throw new IllegalStateException("Version " + version.id() + " is neither drafted nor planned");
        }
    }

    /** Gives up what is planned. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(Actor actor, Living template, TemplateVersion planned) {
        if (versions.takeBack(decision(actor, template, planned, null)) == 0) {
            throw new IllegalStateException("Version " + planned.id() + " is not planned");
        }
    }

    /** Writes down what became of the template, and which of its versions are past; as it is from here on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Living replace(Actor actor, Living was, TemplateRow isNow) {
        var row = isNow.changed(actor.id(), was.now());
        if (templates.replace(row) == 0) {
            throw was.stale();
        }
        var living = again(row);
        living.inForce().ifPresent(version -> versions.pass(row.merchantId(), row.id(), version.id(), living.now()));
        return living;
    }

    /** Removes a template with its versions. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(TemplateRow row) {
        versions.deleteAll(row.merchantId(), row.id());
        templates.delete(row.merchantId(), row.id());
    }

    private static BusinessError notFound() {
        return new BusinessError(CardError.TEMPLATE_NOT_FOUND);
    }

    private static TemplateVersionMapper.Decision decision(
            Actor actor, Living template, TemplateVersion version, @Nullable Instant from) {
        return new TemplateVersionMapper.Decision(version.merchantId(), version.id(), from, template.now(), actor.id());
    }

    /** Where a version stands. */
    private record Place(long id, int number, @Nullable Integer beganWith) {}

    private Place next(TemplateRow row, @Nullable Integer beganWith) {
        var newest = versions.newest(row.merchantId(), row.id());
        return new Place(ids.next(), newest == null ? 1 : newest + 1, beganWith);
    }

    private TemplateVersion written(TemplateRow row, TemplateDraft draft, Place place, @Nullable Long by) {
        return new TemplateVersion(
                place.id(),
                row.merchantId(),
                row.id(),
                place.number(),
                TemplateVersion.State.DRAFT,
                draft.title(),
                draft.color(),
                draft.backgroundId(),
                draft.logoId(),
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
                place.beganWith(),
                null,
                clock.instant(),
                by,
                null,
                null,
                null,
                null);
    }

    private static TemplateVersion copied(TemplateVersion from, Place place, Instant at, @Nullable Long by) {
        return new TemplateVersion(
                place.id(),
                from.merchantId(),
                from.templateId(),
                place.number(),
                TemplateVersion.State.DRAFT,
                from.title(),
                from.color(),
                from.backgroundId(),
                from.logoId(),
                from.notice(),
                from.description(),
                from.servicePhone(),
                from.settings(),
                from.numberKind(),
                from.numberPrefix(),
                from.numberDigits(),
                from.followRequired(),
                from.smsRequired(),
                from.autoBindOrCreate(),
                from.welcomeBonusFen(),
                place.beganWith(),
                null,
                at,
                by,
                null,
                null,
                null,
                null);
    }
}
