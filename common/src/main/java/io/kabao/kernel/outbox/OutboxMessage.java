package io.kabao.kernel.outbox;

import java.time.Instant;

/**
 * A message on its way to its sender. It prints itself without its payload.
 *
 * @param id the same at every attempt: what the other side may recognise a repetition by
 * @param attempt the first is 1
 */
public record OutboxMessage(long id, long merchantId, String topic, String payload, int attempt, Instant createdAt) {

    @Override
    public String toString() {
        return "OutboxMessage[id=" + id + ", topic=" + topic + ", attempt=" + attempt + "]";
    }
}
