package io.kabao.message;

import java.time.Duration;
import java.time.Instant;

/** A count over 24 hours that begin with the first one counted. */
record Counter(long id, long merchantId, byte[] subject, Instant startedAt, int counted) {

    static final Duration DAY = Duration.ofDays(1);

    static Counter none(long id, long merchantId, byte[] subject, Instant now) {
        return new Counter(id, merchantId, subject, now, 0);
    }

    /** Nothing is counted any more once the hours are over. */
    Counter at(Instant now) {
        return now.isBefore(endsAt()) ? this : none(id, merchantId, subject, now);
    }

    Counter plusOne() {
        return new Counter(id, merchantId, subject, startedAt, counted + 1);
    }

    Instant endsAt() {
        return startedAt.plus(DAY);
    }
}
