package io.kabao.kernel.inbox;

import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.Hmac;
import io.kabao.kernel.crypto.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Something the outside sent, perhaps not for the first time. It prints itself without its payload and key.
 *
 * @param source which kind of push, 1 to 40 visible ASCII characters
 * @param dedupKey the sender's identity of the push: two with the same merchant, source and key are one
 * @param payload what was sent; stored encrypted, shown to nobody
 */
public record Push(long merchantId, String source, String dedupKey, String payload) {

    /** The longest payload, in characters. */
    public static final int PAYLOAD_MAX = 1_000_000;

    private static final Pattern SOURCE = Pattern.compile("[!-~]{1,40}");

    /** Errors: IllegalArgumentException, which repeats neither key nor payload. */
    public Push {
        if (!SOURCE.matcher(source).matches()) {
            throw new IllegalArgumentException("A source has 1 to 40 visible ASCII characters");
        }
        if (dedupKey.isEmpty()) {
            throw new IllegalArgumentException("A push without an identity can't be told from its repetition");
        }
        if (payload.length() > PAYLOAD_MAX) {
            throw new IllegalArgumentException("A payload has at most " + PAYLOAD_MAX + " characters");
        }
    }

    /** The key as the column holds it: hashed under the merchant's own key, since it may name a person. */
    String storedKey(DataKeys keys) {
        var hash = Hmac.of(keys.key(Purpose.PUSH_KEY, merchantId), dedupKey.getBytes(StandardCharsets.UTF_8));
        return "hmac:" + HexFormat.of().formatHex(hash);
    }

    @Override
    public String toString() {
        return "Push[merchantId=" + merchantId + ", source=" + source + "]";
    }
}
