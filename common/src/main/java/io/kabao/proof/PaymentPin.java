package io.kabao.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member's PIN as it is kept.
 *
 * @param pinHash Argon2id of the member's id and the PIN
 * @param misses wrong tries since the last right one or the last lock
 */
record PaymentPin(
        long id,
        long merchantId,
        long memberId,
        String pinHash,
        int misses,
        @Nullable Instant lockedUntil,
        Instant setAt) {

    @Override
    public String toString() {
        return "PaymentPin[" + id + "]";
    }
}
