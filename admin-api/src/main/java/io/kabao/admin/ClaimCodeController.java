package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.card.ClaimChannel;
import io.kabao.claim.Carrier;
import io.kabao.claim.ClaimCode;
import io.kabao.claim.ClaimCodes;
import io.kabao.claim.CodeBudgets;
import io.kabao.claim.CodeCounts;
import io.kabao.claim.CodeFilter;
import io.kabao.claim.CodePictures;
import io.kabao.claim.CustomerPages;
import io.kabao.claim.MissingCodes;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.material.ClaimCodePrints;
import io.kabao.material.Format;
import io.kabao.material.Style;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

    /** No longer, or a code that is taken back would still be shown. */
    private static final Duration PICTURE_KEPT = Duration.ofMinutes(1);

    private final ClaimCodes codes;
    private final CodeCounts counts;
    private final CustomerPages pages;
    private final MissingCodes missing;
    private final ClaimCodePrints prints;
    private final CodeBudgets budgets;

    ClaimCodeController(
            ClaimCodes codes,
            CodeCounts counts,
            CustomerPages pages,
            MissingCodes missing,
            ClaimCodePrints prints,
            CodeBudgets budgets) {
        this.budgets = budgets;
        this.codes = codes;
        this.counts = counts;
        this.pages = pages;
        this.missing = missing;
        this.prints = prints;
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
            Reach reach,
            @Valid @ParameterObject Filter filter,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var page = codes.list(reach, filter.codes(), PageRequest.of(limit, cursor));
        var counted = counts.of(reach.merchantId(), page.items());
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

    /** Which codes are to be filled in. */
    record MissingOf(
            @NotNull ClaimChannel channel, @NotNull @JsonId Long templateId) {}

    /**
     * What was filled in.
     *
     * @param codes the first {@value MissingCodes#SHOWN_MOST}
     * @param more there may be others left, which the next call makes
     */
    record MadeView(int created, List<CodeView> codes, boolean more) {}

    /** Makes a code for each store or member of staff that has none. */
    @OperatorMay(Permission.CLAIM_CODE_WRITE)
    @PostMapping("/admin/claim-codes/missing")
    @ResponseStatus(HttpStatus.CREATED)
    MadeView makeMissing(Actor actor, @Valid @RequestBody MissingOf of) {
        var made = missing.make(actor, of.channel(), of.templateId());
        return new MadeView(
                made.created(),
                made.codes().stream()
                        .map(code -> viewOf(code, CodeCounts.Count.NONE))
                        .toList(),
                made.more());
    }

    /**
     * Which picture is wanted.
     *
     * @param carrier null: what suits the code best
     * @param format {@code png}, {@code svg} or {@code pdf}; null: PNG
     * @param style what the code is drawn on; null: nothing, the code alone
     */
    record PictureOf(
            @Nullable Carrier carrier,
            @Nullable String appId,
            @Pattern(regexp = "png|svg|pdf") @Nullable String format,
            @Nullable Style style) {

        ClaimCodePrints.Wanted wanted() {
            return new ClaimCodePrints.Wanted(
                    new CodePictures.Wanted(carrier, appId),
                    style == null ? Style.CODE : style,
                    Optional.ofNullable(format).flatMap(Format::ofEnding).orElse(Format.PNG));
        }
    }

    /** The picture of a code, to show or to print. */
    @OperatorMay(Permission.CLAIM_CODE_READ)
    @GetMapping("/admin/claim-codes/{id}/image")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE),
                @Content(mediaType = "image/svg+xml"),
                @Content(mediaType = MediaType.APPLICATION_PDF_VALUE)
            })
    ResponseEntity<byte[]> picture(Reach reach, @PathVariable long id, @Valid @ParameterObject PictureOf of) {
        var wanted = of.wanted();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(wanted.format().mediaType()))
                .cacheControl(CacheControl.maxAge(PICTURE_KEPT).cachePrivate())
                .body(prints.draw(reach, id, wanted));
    }

    /** How many codes for ever each official account has made, and may still make in its life. */
    @OperatorMay(Permission.CLAIM_CODE_READ)
    @GetMapping("/admin/claim-codes/budget")
    BudgetView budget(Reach reach) {
        return new BudgetView(budgets.of(reach.merchantId()));
    }

    /** The accounts, newest first. */
    record BudgetView(List<CodeBudgets.Budget> accounts) {}

    @OperatorMay(Permission.CLAIM_CODE_READ)
    @GetMapping("/admin/claim-codes/{id}")
    CodeView show(Reach reach, @PathVariable long id) {
        return counted(codes.require(reach, id));
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
                codes.statusOf(code),
                code.expiresAt(),
                code.scans(),
                count.claims(),
                count.activations(),
                code.version(),
                code.createdAt());
    }
}
