package io.kabao.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.audit.Audit;
import io.kabao.audit.AuditRecord;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was done at the merchant. */
@RestController
class AuditController {

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
            @JsonId @Nullable Long approverId) {

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
                    row.approverId());
        }
    }

    @OperatorMay(Permission.AUDIT_READ)
    @GetMapping("/admin/audit")
    Page<AuditView> list(
            SignedInOperator operator,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return audit.list(operator.merchantId(), PageRequest.of(limit, cursor)).map(AuditView::of);
    }
}
