package io.kabao.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kabao.access.AnyOperator;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approval;
import io.kabao.access.Approvals;
import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a second person. */
@RestController
class ApprovalController {

    private final Approvals approvals;
    private final Clock clock;

    ApprovalController(Approvals approvals, Clock clock) {
        this.approvals = approvals;
        this.clock = clock;
    }

    /** Why it is refused. */
    record Rejection(@OneLine @Size(max = 200) @Nullable String remark) {}

    /**
     * An action that waits for a second person, or waited.
     *
     * @param summary what it will do
     * @param askedBy operator
     */
    record ApprovalView(
            @JsonId long id,
            ApprovableAction.Kind kind,
            String thing,
            @JsonId @Nullable Long thingId,

            @JsonRawValue @Schema(types = "object", implementation = Object.class)
            String summary,

            @Nullable String reason,
            Approval.Status status,
            @JsonId long askedBy,
            Instant askedAt,
            Instant expiresAt,
            @JsonId @Nullable Long decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String remark) {}

    @OperatorMay(Permission.APPROVAL_READ)
    @GetMapping("/admin/approvals")
    Page<ApprovalView> list(
            Reach reach,
            @RequestParam(required = false) Approval.@Nullable Status status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return approvals.list(reach, status, PageRequest.of(limit, cursor)).map(this::viewOf);
    }

    @OperatorMay(Permission.APPROVAL_READ)
    @GetMapping("/admin/approvals/{id}")
    ApprovalView show(Reach reach, @PathVariable long id) {
        return viewOf(approvals.require(reach, id));
    }

    /** Runs it, once; whoever asked can't. */
    @OperatorMay(Permission.APPROVAL_READ)
    @PostMapping("/admin/approvals/{id}/approval")
    ApprovalView approve(SignedInOperator operator, Actor actor, @PathVariable long id) {
        return viewOf(approvals.approve(operator, actor, id));
    }

    /** Ends it; whoever asked may take it back so, even one who may not see what waits. */
    @AnyOperator
    @PostMapping("/admin/approvals/{id}/rejection")
    ApprovalView reject(
            SignedInOperator operator,
            Actor actor,
            @PathVariable long id,
            @Valid @RequestBody(required = false) @Nullable Rejection rejection) {
        return viewOf(approvals.reject(operator, actor, id, rejection == null ? null : rejection.remark()));
    }

    private ApprovalView viewOf(Approval approval) {
        return new ApprovalView(
                approval.id(),
                approval.kind(),
                approval.thing(),
                approval.thingId(),
                approval.summary(),
                approval.reason(),
                approval.statusAt(clock.instant()),
                approval.askedBy(),
                approval.askedAt(),
                approval.expiresAt(),
                approval.decidedBy(),
                approval.decidedAt(),
                approval.remark());
    }
}
