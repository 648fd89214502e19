package io.kabao.report;

import io.kabao.kernel.error.BusinessError;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Business days from one to another, both included; no more than {@value TxnSearch#DAYS_MOST}. */
record DayRange(LocalDate from, LocalDate to) {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9000, 1, 1);

    /** Errors: {@link ReportError#RANGE_WRONG}. */
    DayRange {
        if (from.isBefore(FIRST)
                || to.isAfter(LAST)
                || to.isBefore(from)
                || ChronoUnit.DAYS.between(from, to) >= TxnSearch.DAYS_MOST) {
            throw new BusinessError(ReportError.RANGE_WRONG, TxnSearch.DAYS_MOST);
        }
    }

    /** What was asked for; today where nothing was. Errors: {@link ReportError#RANGE_WRONG}. */
    static DayRange of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        var end = to != null ? to : (from == null || from.isBefore(today) ? today : from);
        return new DayRange(from == null ? end : from, end);
    }
}
