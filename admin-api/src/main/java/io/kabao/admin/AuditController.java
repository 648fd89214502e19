package io.kabao.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.PlatformOnly;
import io.kabao.access.SignedInOperator;
import io.kabao.audit.Audit;
import io.kabao.audit.AuditRecord;
import io.kabao.audit.AuditSearch;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was done at the merchant, and by the people who run the deployment. */
@RestController
class AuditController {

    private static final String NAME = "[A-Z_]{1,60}";

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    record AuditView(
            @JsonId long id,
            Instant at,
            ActorRealm realm,
            @JsonId @Nullable Long actorId,
            @Nullable String ip,
            String action,
            String thing,
            @JsonId @Nullable Long thingId,

            @JsonRawValue @Schema(types = "object", implementation = Object.class) @Nullable
            String was,

            @JsonRawValue @Schema(types = "object", implementation = Object.class) @Nullable
            String isNow,

            @Nullable String reason,
            @JsonId @Nullable Long approverId,
            @Nullable String refusedAs,
            @Nullable String path) {

        static AuditView of(AuditRecord row) {
            return new AuditView(
                    row.id(),
                    row.at(),
                    row.realm(),
                    row.actorId(),
                    row.ip(),
                    row.action(),
                    row.thing(),
                    row.thingId(),
                    row.was(),
                    row.isNow(),
                    row.reason(),
                    row.approverId(),
                    row.refusedAs(),
                    row.path());
        }
    }

    /**
     * What is looked for; what is left out is not asked about.
     *
     * @param refused true: only tries that were refused; false: only what was done
     * @param from not before
     * @param to before
     */
    record Search(
            @Nullable ActorRealm realm,
            @Nullable Long actorId,
            @Pattern(regexp = NAME) @Nullable String thing,
            @Nullable Long thingId,
            @Pattern(regexp = NAME) @Nullable String action,
            @Nullable Boolean refused,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            Instant from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            Instant to) {

        AuditSearch search() {
            return new AuditSearch(realm, actorId, thing, thingId, action, refused, from, to);
        }
    }

    @OperatorMay(Permission.AUDIT_READ)
    @GetMapping("/admin/audit")
    Page<AuditView> list(
            SignedInOperator operator,
            @Valid @ParameterObject @ModelAttribute Search search,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return audit.list(operator.merchantId(), search.search(), PageRequest.of(limit, cursor))
                .map(AuditView::of);
    }

    /** What the people who run the deployment did, and who tried to come in by an account that nobody has. */
    @PlatformOnly
    @GetMapping("/platform/audit")
    Page<AuditView> listOfPlatform(
            SignedInOperator operator,
            @Valid @ParameterObject @ModelAttribute Search search,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(operator, search, limit, cursor);
    }
}
