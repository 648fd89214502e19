package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.report.Funnel;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came of codes. */
@RestController
class FunnelController {

    private final Funnel funnel;

    FunnelController(Funnel funnel) {
        this.funnel = funnel;
    }

    /** Of which days, and which page. */
    record Shown(
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate to,

            @Nullable Integer limit,
            @Nullable String cursor) {}

    /** Scans, claims and activations {@code by} code, batch, store, staff or day, of days from one to another, page by page. */
    @OperatorMay(Permission.CLAIM_CODE_READ)
    @GetMapping("/admin/claim-statistics")
    Funnel.Sheet show(
            Reach reach,
            @Parameter(
                            schema =
                                    @Schema(
                                            types = "string",
                                            allowableValues = {"code", "batch", "store", "staff", "day"}))
                    @RequestParam
                    String by,
            @ParameterObject @ModelAttribute Shown shown) {
        var wanted = Arrays.stream(Funnel.By.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(by))
                .findFirst()
                .orElseThrow(() -> new BusinessError(KernelError.INVALID_REQUEST));
        return funnel.show(reach, new Funnel.Asked(wanted, shown.from(), shown.to(), shown.limit(), shown.cursor()));
    }
}
