package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.report.Clearing;
import io.kabao.report.Overview;
import io.kabao.report.Overviews;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What stored value comes to. */
@RestController
class ReportController {

    private final Overviews overviews;
    private final Clearing clearing;

    ReportController(Overviews overviews, Clearing clearing) {
        this.overviews = overviews;
        this.clearing = clearing;
    }

    /** From one business day to another, and at one store, where these are named. */
    record Looked(
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate to,

            @Nullable Long storeId) {

        Overviews.Asked in(Locale locale) {
            return new Overviews.Asked(from, to, storeId, locale);
        }
    }

    /** What came in and went out today, on business days from one to another, and ever; and what members have now. */
    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/overview")
    Overview overview(Reach reach, Locale locale, @ParameterObject @ModelAttribute Looked looked) {
        return overviews.show(reach, looked.in(locale));
    }

    /** What one store sold and another redeemed, on business days from one to another. */
    @OperatorMay(Permission.CLEARING_READ)
    @GetMapping("/admin/clearing")
    Clearing.Sheet clearing(
            Reach reach,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {
        return clearing.show(reach.merchantId(), from, to);
    }
}
