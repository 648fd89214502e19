package io.kabao.kernel.crypto;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;

/** The hash that tells whether an idempotency key came back with the same request: HMAC-SHA-256, 32 bytes. */
public final class RequestHash {
    private final SecretKey key;

    public RequestHash(DataKeys keys) {
        key = keys.key(Purpose.REQUEST_HASH);
    }

    /** The hash of a request: method, path with its query, and the parsed body in canonical bytes. */
    public byte[] of(String method, String path, byte[] canonicalBody) {
        return Hmac.of(
                key, method.getBytes(StandardCharsets.UTF_8), path.getBytes(StandardCharsets.UTF_8), canonicalBody);
    }
}
