package io.kabao.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kabao.access.OperatorMay;
import io.kabao.access.Operators;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.card.TemplateVersions;
import io.kabao.claim.Previews;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of a card template, who wrote and published its versions, and what the next one would look like. */
@RestController
class TemplateVersionController {

    private final TemplateVersions versions;
    private final Previews previews;
    private final Operators operators;

    TemplateVersionController(TemplateVersions versions, Previews previews, Operators operators) {
        this.versions = versions;
        this.previews = previews;
        this.operators = operators;
    }

    /**
     * A field that the version has otherwise than the one numbered before it.
     *
     * @param was as JSON
     * @param isNow as JSON
     */
    record ChangeView(
            String field,

            @JsonRawValue @Schema(types = "object", implementation = Object.class)
            String was,

            @JsonRawValue @Schema(types = "object", implementation = Object.class)
            String isNow) {}

    /**
     * One version; who is null where the house itself did it.
     *
     * @param beganWith number of the version that it was made from
     * @param publishAt from when on it is, was or would have been in force
     * @param writtenBy who wrote it last
     * @param publishedBy who decided on {@code publishAt}
     */
    record VersionView(
            int number,
            TemplateVersions.Status status,
            @Nullable Integer beganWith,
            @Nullable Instant publishAt,
            Instant writtenAt,
            Operators.@Nullable Colleague writtenBy,
            @Nullable Instant publishedAt,
            Operators.@Nullable Colleague publishedBy,
            @Nullable Instant takenBackAt,
            Operators.@Nullable Colleague takenBackBy,
            List<ChangeView> changes) {}

    /** The versions of a template, newest first. */
    @OperatorMay(Permission.TEMPLATE_READ)
    @GetMapping("/admin/card-templates/{id}/versions")
    Page<VersionView> list(
            SignedInOperator operator,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var names = new Names(operator.merchantId());
        return versions.list(operator.merchantId(), id, PageRequest.of(limit, cursor))
                .map(version -> view(version, names));
    }

    /** What customers would see of the draft; without one, of what is planned last or in force. */
    @OperatorMay(Permission.TEMPLATE_READ)
    @GetMapping("/admin/card-templates/{id}/preview")
    Previews.Preview preview(Reach reach, @PathVariable long id) {
        return previews.of(reach, id);
    }

    private static VersionView view(TemplateVersions.Version version, Names names) {
        return new VersionView(
                version.number(),
                version.status(),
                version.beganWith(),
                version.publishAt(),
                version.writtenAt(),
                names.of(version.writtenBy()),
                version.publishedAt(),
                names.of(version.publishedBy()),
                version.takenBackAt(),
                names.of(version.takenBackBy()),
                version.changes().stream()
                        .map(change -> new ChangeView(change.field(), change.was(), change.isNow()))
                        .toList());
    }

    /** Each of the few people of a page is looked up once. */
    private final class Names {

        private final long merchantId;
        private final Map<Long, Optional<Operators.Colleague>> known = new HashMap<>();

        Names(long merchantId) {
            this.merchantId = merchantId;
        }

        Operators.@Nullable Colleague of(@Nullable Long id) {
            return id == null
                    ? null
                    : known.computeIfAbsent(id, key -> operators.colleague(merchantId, key))
                            .orElse(null);
        }
    }
}
