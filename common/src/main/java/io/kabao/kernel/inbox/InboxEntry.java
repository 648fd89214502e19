package io.kabao.kernel.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A push as people may see it: all but its payload and its key, which may name a person.
 *
 * @param attempts how often processing ended, well or not
 * @param nextAttemptAt when it is due, while it waits
 * @param finishedAt when it was done or given up
 * @param lastError why the last attempt failed
 */
public record InboxEntry(
        long id,
        long merchantId,
        String source,
        InboxStatus status,
        int attempts,
        Instant nextAttemptAt,
        Instant receivedAt,
        @Nullable Instant finishedAt,
        @Nullable String lastError) {}
