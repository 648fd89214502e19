package io.kabao.report;

import java.time.LocalDate;

/** What sums are kept by. Store 0 is the whole merchant; {@link #ALL_DAYS} stands for all days together. */
final class SumKeys {

    /** Of all stores together. */
    static final long WHOLE = 0;

    /** The day under which a merchant's txns are counted once more, without end. */
    static final LocalDate ALL_DAYS = LocalDate.of(1970, 1, 2);

    /** The day before, of whoever never came, or not within any range that may be asked for. */
    static final LocalDate LONG_AGO = LocalDate.of(1970, 1, 1);

    private SumKeys() {}

    /** Figures of a day. */
    record OfDay(long merchantId, long storeId, LocalDate day, String flow) {}

    /** Somebody who may come again. */
    record Patron(long merchantId, long holderId, String flow, long storeId) {}

    /** Those who came on a day and had come last on another. */
    record Came(long merchantId, long storeId, LocalDate day, String flow, LocalDate dayBefore) {}

    /** Two stores on a day. */
    record Pair(long merchantId, LocalDate day, long soldStoreId, long usedStoreId) {}

    /** Money between them. */
    record Money(long principalFen, long bonusFen) {

        Money plus(Money other) {
            return new Money(principalFen + other.principalFen, bonusFen + other.bonusFen);
        }
    }
}
