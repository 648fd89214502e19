package io.kabao.kernel.outbox;

import java.time.Instant;

/**
 * A row as it is written and claimed.
 *
 * @param payload encrypted
 * @param attempts before the claim at hand
 * @param attemptsMax given up once so many failed
 */
record OutboxRow(
        long id,
        long merchantId,
        String topic,
        byte[] payload,
        int attempts,
        int attemptsMax,
        Instant nextAttemptAt,
        Instant createdAt) {

    /** The number of the attempt that a claim begins; it fences what that attempt writes. */
    int attempt() {
        return attempts + 1;
    }
}
