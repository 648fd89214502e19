package io.kabao.kernel.idempotency;

import java.time.Instant;

/**
 * A row while its work runs: the key is taken, the answer not yet there.
 *
 * @param actor realm and id
 * @param key the caller's key, byte for byte
 * @param requestHash 32 bytes
 * @param expiresAt the key is free again from here
 */
record TakenKey(
        long id, long merchantId, String actor, byte[] key, byte[] requestHash, Instant createdAt, Instant expiresAt) {}
