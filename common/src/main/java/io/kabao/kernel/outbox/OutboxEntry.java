package io.kabao.kernel.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as people may see it: all but its payload.
 *
 * @param attempts how often sending was begun
 * @param nextAttemptAt when it is due; while an attempt runs, when that counts as lost
 * @param finishedAt when it was sent or given up
 * @param lastError why the last attempt failed
 */
public record OutboxEntry(
        long id,
        long merchantId,
        String topic,
        OutboxStatus status,
        int attempts,
        Instant nextAttemptAt,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable String lastError) {}
