package io.kabao.card;

import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What merchants see of their templates: as they work on them, and with all their versions. */
@Service
public class TemplateVersions {

    /** Belong to the template, not to its versions. */
    private static final Set<String> OF_TEMPLATE = Set.of("kind", "name");

    private static final String STORES = "storeIds";

    private final CardTemplateMapper mapper;
    private final TemplateVersionMapper versions;
    private final TemplateShelf shelf;
    private final CardTemplates templates;
    private final JsonMapper json;

    TemplateVersions(
            CardTemplateMapper mapper,
            TemplateVersionMapper versions,
            TemplateShelf shelf,
            CardTemplates templates,
            JsonMapper json) {
        this.mapper = mapper;
        this.versions = versions;
        this.shelf = shelf;
        this.templates = templates;
        this.json = json;
    }

    /** What a version is at this moment. */
    public enum Status {
        /** Nobody but the merchant sees it. */
        DRAFT,
        /** Comes in force later. */
        SCHEDULED,
        /** What cards and offers show. */
        IN_FORCE,
        /** Was in force before another. */
        PAST,
        /** Was planned and given up. */
        TAKEN_BACK
    }

    /**
     * One version.
     *
     * @param beganWith number of the version that it was made from
     * @param publishAt from when on it is, was or would have been in force; null: a draft
     * @param writtenBy the operator who wrote it last; null: the house itself
     * @param publishedBy who decided on {@code publishAt}
     * @param changes against the version numbered before it; none of the first
     */
    public record Version(
            int number,
            Status status,
            @Nullable Integer beganWith,
            @Nullable Instant publishAt,
            Instant writtenAt,
            @JsonId @Nullable Long writtenBy,
            @Nullable Instant publishedAt,
            @JsonId @Nullable Long publishedBy,
            @Nullable Instant takenBackAt,
            @JsonId @Nullable Long takenBackBy,
            List<FieldChange> changes) {}

    /**
     * A field that one version has otherwise than the one before.
     *
     * @param was as JSON
     * @param isNow as JSON
     */
    public record FieldChange(String field, String was, String isNow) {}

    /** A template as its merchant works on it. Errors: {@link CardError#TEMPLATE_NOT_FOUND}. */
    public TemplateState require(long merchantId, long id) {
        return shelf.require(merchantId, id).state();
    }

    /** The merchant's templates, newest first. */
    public Page<TemplateState> templates(long merchantId, PageRequest request) {
        var page = Page.of(mapper.list(merchantId, request.beforeId(), request.rowsToRead()), request, TemplateRow::id);
        var states =
                shelf.all(merchantId, page.items()).stream().map(Living::state).toList();
        return new Page<>(states, page.nextCursor());
    }

    /** The versions of a template, newest first. Errors: {@link CardError#TEMPLATE_NOT_FOUND}. */
    public Page<Version> list(long merchantId, long id, PageRequest request) {
        var template = shelf.require(merchantId, id);
        // The row that is read for the page after this one is the last version's predecessor, too.
        var rows = versions.list(merchantId, id, request.beforeId(), request.rowsToRead());
        var page = Page.of(rows, request, TemplateVersion::number);
        var shown = new ArrayList<Version>();
        for (var at = 0; at < page.items().size(); at++) {
            shown.add(shown(template, rows.get(at), at + 1 < rows.size() ? rows.get(at + 1) : null));
        }
        return new Page<>(shown, page.nextCursor());
    }

    private Version shown(Living template, TemplateVersion version, @Nullable TemplateVersion before) {
        return new Version(
                version.number(),
                statusOf(template, version),
                version.beganWith(),
                version.publishAt(),
                version.writtenAt(),
                version.writtenBy(),
                version.publishedAt(),
                version.publishedBy(),
                version.takenBackAt(),
                version.takenBackBy(),
                before == null ? List.of() : changes(template, before, version));
    }

    private static Status statusOf(Living template, TemplateVersion version) {
        return switch (version.state()) {
            case DRAFT -> Status.DRAFT;
            case PAST -> Status.PAST;
            case TAKEN_BACK -> Status.TAKEN_BACK;
            case PUBLISHED -> {
                if (version.isPlanned(template.now())) {
                    yield Status.SCHEDULED;
                }
                var isInForce = template.inForce()
                        .filter(inForce -> inForce.id() == version.id())
                        .isPresent();
                yield isInForce ? Status.IN_FORCE : Status.PAST;
            }
        };
    }

    private List<FieldChange> changes(Living template, TemplateVersion before, TemplateVersion version) {
        var was = contentsOf(template, before);
        var isNow = contentsOf(template, version);
        return isNow.propertyStream()
                .filter(field -> !OF_TEMPLATE.contains(field.getKey()))
                .filter(field -> !field.getValue().equals(was.get(field.getKey())))
                .map(field -> new FieldChange(
                        field.getKey(),
                        was.get(field.getKey()).toString(),
                        field.getValue().toString()))
                .toList();
    }

    /** As the console sends and gets it: ids are texts. */
    private ObjectNode contentsOf(Living template, TemplateVersion version) {
        ObjectNode contents = json.valueToTree(templates.draftOf(version.of(template.row())));
        var stores = json.createArrayNode();
        contents.withArray(STORES).forEach(store -> stores.add(store.asString()));
        contents.set(STORES, stores);
        return contents;
    }
}
