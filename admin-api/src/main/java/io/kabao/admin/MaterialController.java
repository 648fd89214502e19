package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.claim.Carrier;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.material.Batch;
import io.kabao.material.Materials;
import io.kabao.material.Packing;
import io.kabao.material.Style;
import io.kabao.material.Subject;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Prints for many stores or people at once, made in the background. */
@RestController
class MaterialController {

    private static final String ID = "[0-9]{1,19}";

    /** Ids that fit into a body however long they are; where more are wanted, all are asked for. */
    private static final int IDS_MOST = 10_000;

    private final Materials materials;

    MaterialController(Materials materials) {
        this.materials = materials;
    }

    /**
     * What is to be printed.
     *
     * @param ids stores or people, as many as fit into a body; null: all within reach
     */
    record NewMaterial(
            @NotNull Subject subject,
            @NotNull @JsonId Long templateId,

            @Size(min = 1, max = IDS_MOST) @Nullable List<@NotNull @Pattern(regexp = ID) String> ids,

            @NotNull Carrier carrier,
            @NotNull Style style,
            @NotNull Packing format) {

        Materials.Asked asked() {
            return new Materials.Asked(subject, templateId, ids == null ? null : idsOf(ids), carrier, style, format);
        }
    }

    /** The file of a finished batch: its size in bytes, and when it is removed. */
    record FileView(long bytes, Instant until) {

        static @Nullable FileView of(Batch batch) {
            var bytes = batch.bytes();
            var until = batch.fileUntil();
            return bytes == null || until == null ? null : new FileView(bytes, until);
        }
    }

    /** A batch as lists show it: {@code done} prints are in the file by now, {@code failedCount} could not be made. */
    record MaterialRow(
            @JsonId long id,
            Subject subject,
            @JsonId long templateId,
            Carrier carrier,
            Style style,
            Packing format,
            Batch.Status status,
            int total,
            int done,
            int failedCount,
            @Nullable FileView file,
            @JsonId @Nullable Long askedBy,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static MaterialRow of(Batch batch) {
            return new MaterialRow(
                    batch.id(),
                    batch.subject(),
                    batch.templateId(),
                    batch.carrier(),
                    batch.style(),
                    batch.format(),
                    batch.status(),
                    batch.total(),
                    batch.done(),
                    batch.failed(),
                    FileView.of(batch),
                    batch.askedBy(),
                    batch.createdAt(),
                    batch.finishedAt());
        }
    }

    /** Likewise, with the prints that are missing, at most {@value Materials#FAILURES_SHOWN_MOST}. */
    record MaterialView(
            @JsonId long id,
            Subject subject,
            @JsonId long templateId,
            Carrier carrier,
            Style style,
            Packing format,
            Batch.Status status,
            int total,
            int done,
            int failedCount,
            List<FailureView> failed,
            @Nullable FileView file,
            @JsonId @Nullable Long askedBy,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static MaterialView of(Batch batch, List<Materials.Failure> failures) {
            return new MaterialView(
                    batch.id(),
                    batch.subject(),
                    batch.templateId(),
                    batch.carrier(),
                    batch.style(),
                    batch.format(),
                    batch.status(),
                    batch.total(),
                    batch.done(),
                    batch.failed(),
                    failures.stream().map(FailureView::of).toList(),
                    FileView.of(batch),
                    batch.askedBy(),
                    batch.createdAt(),
                    batch.finishedAt());
        }
    }

    /** A print that is missing: of which store or person, and the code of the reason. */
    record FailureView(@JsonId long id, String name, String code) {

        static FailureView of(Materials.Failure failure) {
            return new FailureView(failure.id(), failure.name(), failure.code());
        }
    }

    /** The batches, newest first; whoever works on a part of the merchant sees their own. */
    @OperatorMay(Permission.CLAIM_CODE_READ)
    @GetMapping("/admin/materials")
    Page<MaterialRow> list(
            Actor actor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return materials.list(actor, PageRequest.of(limit, cursor)).map(MaterialRow::of);
    }

    /** Asks for a batch; codes that are missing are made for who may make them. */
    @OperatorMay(Permission.MATERIAL_WRITE)
    @PostMapping("/admin/materials")
    @ResponseStatus(HttpStatus.CREATED)
    MaterialView ask(SignedInOperator operator, Actor actor, @Valid @RequestBody NewMaterial asked) {
        var batch = materials.ask(actor, asked.asked(), operator.may(Permission.CLAIM_CODE_WRITE));
        return MaterialView.of(batch, List.of());
    }

    /** How far a batch is. */
    @OperatorMay(Permission.CLAIM_CODE_READ)
    @GetMapping("/admin/materials/{id}")
    MaterialView show(Actor actor, @PathVariable long id) {
        var batch = materials.require(actor, id);
        return MaterialView.of(batch, materials.failures(batch));
    }

    /** Cancels a batch, or removes its file once it is finished. */
    @OperatorMay(Permission.MATERIAL_WRITE)
    @DeleteMapping("/admin/materials/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(Actor actor, @PathVariable long id) {
        materials.takeBack(actor, id);
    }

    /** The file of a finished batch. */
    @OperatorMay(Permission.CLAIM_CODE_READ)
    @GetMapping("/admin/materials/{id}/file")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(types = "string", format = "binary", implementation = String.class)))
    void file(Actor actor, HttpServletResponse response, @PathVariable long id) throws IOException {
        materials.write(actor, id, batch -> {
            response.setContentType(batch.format().mediaType());
            if (batch.bytes() != null) {
                response.setContentLengthLong(batch.bytes());
            }
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("materials-" + batch.id() + "."
                                    + batch.format().extension())
                            .build()
                            .toString());
            return response.getOutputStream();
        });
    }

    private static Set<Long> idsOf(List<String> texts) {
        try {
            return texts.stream().map(Long::valueOf).collect(Collectors.toSet());
        } catch (NumberFormatException _) {
            // Nineteen digits may be too many for an id.
            throw new BusinessError(KernelError.INVALID_REQUEST);
        }
    }
}
