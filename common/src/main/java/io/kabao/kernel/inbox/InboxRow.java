package io.kabao.kernel.inbox;

import java.time.Instant;

/**
 * A row as it is written and processed.
 *
 * @param payload encrypted
 * @param attempts ended so far
 * @param attemptsMax given up once so many failed
 */
record InboxRow(
        long id,
        long merchantId,
        String source,
        String dedupKey,
        byte[] payload,
        int attempts,
        int attemptsMax,
        Instant nextAttemptAt,
        Instant receivedAt) {}
