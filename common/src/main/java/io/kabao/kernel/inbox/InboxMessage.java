package io.kabao.kernel.inbox;

import java.time.Instant;

/**
 * A push that is being processed. It prints itself without its payload.
 *
 * @param payload as it was received
 */
public record InboxMessage(long id, long merchantId, String source, String payload, Instant receivedAt) {

    @Override
    public String toString() {
        return "InboxMessage[id=" + id + ", source=" + source + "]";
    }
}
