package io.kabao.kernel.idempotency;

import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * A request that may be sent again. A key belongs to who asked: two actors may choose the same one.
 *
 * @param actor who asks
 * @param key the caller's own, 1 to 255 visible ASCII characters
 * @param requestHash 32 bytes over method, path and body, which tell a repetition from another request
 */
public record IdempotentRequest(Actor actor, String key, byte[] requestHash) {

    private static final int HASH_BYTES = 32;
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

    /** Errors: {@link KernelError#INVALID_REQUEST} for a key of another form. */
    public IdempotentRequest {
        if (!VISIBLE.matcher(key).matches()) {
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("Idempotency-Key", "1..255 visible ASCII characters");
        }
        if (requestHash.length != HASH_BYTES) {
            throw new IllegalArgumentException("A request hash has 32 bytes");
        }
        requestHash = requestHash.clone();
    }

    /** The merchant whose key it is. */
    public long merchantId() {
        return actor.merchantId();
    }

    /** Realm and id, as in {@code OPERATOR:42}; the house itself has no id. */
    public String actorName() {
        return actor.id() == null ? actor.realm().name() : actor.realm() + ":" + actor.id();
    }

    /** The key as it is stored, byte for byte. */
    public byte[] keyBytes() {
        return key.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether a stored hash is of the same request. */
    public boolean hasHash(byte[] other) {
        return MessageDigest.isEqual(requestHash, other);
    }
}
