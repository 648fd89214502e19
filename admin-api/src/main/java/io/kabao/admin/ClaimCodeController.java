package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.card.ClaimChannel;
import io.kabao.claim.ClaimCode;
import io.kabao.claim.ClaimCodes;
import io.kabao.claim.CodeCounts;
import io.kabao.claim.CodeFilter;
import io.kabao.claim.CustomerPages;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The codes that customers scan. */
@RestController
class ClaimCodeController {

    private final ClaimCodes codes;
    private final CodeCounts counts;
    private final CustomerPages pages;

    ClaimCodeController(ClaimCodes codes, CodeCounts counts, CustomerPages pages) {
        this.codes = codes;
        this.counts = counts;
        this.pages = pages;
    }

    record NewCode(
            @NotNull ClaimChannel channel,
            @NotNull @JsonId Long templateId,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @OneLine @Size(max = 60) @Nullable String name,
            @Nullable Instant expiresAt) {

        ClaimCodes.Draft draft() {
            return new ClaimCodes.Draft(channel, templateId, storeId, staffId, name, expiresAt);
        }
    }

    record CodeEdit(
            @NotNull @Positive Integer version,
            @JsonId Edit<Long> templateId,
            @JsonId Edit<Long> storeId,
            @JsonId Edit<Long> staffId,
            @OneLine @Size(max = 60) Edit<String> name,
            Edit<Instant> expiresAt) {

        ClaimCodes.Draft applyTo(ClaimCodes.Draft before) {
            return new ClaimCodes.Draft(
                    before.channel(),
                    templateId.applyToRequired(before.templateId()),
                    storeId.applyTo(before.storeId()),
                    staffId.applyTo(before.staffId()),
                    name.applyTo(before.name()),
                    expiresAt.applyTo(before.expiresAt()));
        }
    }

    /**
     * A code as lists show it.
     *
     * @param link the page where it is claimed
     */
    record CodeView(
            @JsonId long id,
            String scene,
            String link,
            ClaimChannel channel,
            @JsonId long templateId,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @Nullable String name,
            ClaimCode.Status status,
            @Nullable Instant expiresAt,
            long scans,
            long claims,
            long activations,
            int version,
            Instant createdAt) {}

    @OperatorMay(Permission.CLAIM_CODE_READ)
    @GetMapping("/admin/claim-codes")
    Page<CodeView> list(
            SignedInOperator operator,
            @Valid Filter filter,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var page = codes.list(operator.merchantId(), filter.codes(), PageRequest.of(limit, cursor));
        var counted = counts.of(operator.merchantId(), page.items());
        return page.map(code -> viewOf(code, counted.of(code)));
    }

    record Filter(
            @Nullable ClaimChannel channel,
            @Nullable Long templateId,
            @Nullable Long storeId,
            @Nullable Long staffId,
            ClaimCode.@Nullable Status status) {

        CodeFilter codes() {
            return new CodeFilter(channel, templateId, storeId, staffId, status);
        }
    }

    @OperatorMay(Permission.CLAIM_CODE_WRITE)
    @PostMapping("/admin/claim-codes")
    @ResponseStatus(HttpStatus.CREATED)
    CodeView add(Actor actor, @Valid @RequestBody NewCode added) {
        return viewOf(codes.add(actor, added.draft()), CodeCounts.Count.NONE);
    }

    @OperatorMay(Permission.CLAIM_CODE_READ)
    @GetMapping("/admin/claim-codes/{id}")
    CodeView show(SignedInOperator operator, @PathVariable long id) {
        return counted(codes.require(operator.merchantId(), id));
    }

    @OperatorMay(Permission.CLAIM_CODE_WRITE)
    @PatchMapping("/admin/claim-codes/{id}")
    CodeView change(Actor actor, @PathVariable long id, @Valid @RequestBody CodeEdit edit) {
        return counted(codes.repoint(actor, id, edit.version(), edit::applyTo));
    }

    @OperatorMay(Permission.CLAIM_CODE_WRITE)
    @PostMapping("/admin/claim-codes/{id}/revocation")
    CodeView revoke(Actor actor, @PathVariable long id) {
        return counted(codes.revoke(actor, id));
    }

    private CodeView counted(ClaimCode code) {
        return viewOf(code, counts.of(code.merchantId(), List.of(code)).of(code));
    }

    private CodeView viewOf(ClaimCode code, CodeCounts.Count count) {
        return new CodeView(
                code.id(),
                code.scene(),
                pages.claimLink(code.scene()),
                code.channel(),
                code.templateId(),
                code.storeId(),
                code.staffId(),
                code.name(),
                code.status(),
                code.expiresAt(),
                code.scans(),
                count.claims(),
                count.activations(),
                code.version(),
                code.createdAt());
    }
}
