package io.kabao.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A one-time code as it is kept: never the code itself.
 *
 * @param txnId that used it up
 */
record MemberCode(
        long id,
        long merchantId,
        byte[] codeHash,
        long cardId,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Long txnId) {

    /** By so much the clocks of two instances may differ. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    /** Whether it may be used at a time; a clock that was turned back lets nobody use what is yet to be made. */
    boolean isGood(Instant now) {
        return txnId == null && now.isBefore(expiresAt) && !madeAt.isAfter(now.plus(SKEW));
    }

    @Override
    public String toString() {
        return "MemberCode[" + id + "]";
    }
}
