package io.kabao.kernel.idempotency;

import java.time.Instant;

/**
 * One row: a key that was used.
 *
 * @param requestHash 32 bytes
 * @param answer JSON, encrypted
 * @param expiresAt the key is free again from here
 */
record StoredAnswer(long id, byte[] requestHash, int status, byte[] answer, Instant expiresAt) {}
