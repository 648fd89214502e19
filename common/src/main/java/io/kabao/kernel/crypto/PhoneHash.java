package io.kabao.kernel.crypto;

import io.kabao.kernel.Phone;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/**
 * The keyed hash a phone number is found by: HMAC-SHA-256 of its E.164 form under the merchant's own key. The same number
 * gives different hashes at two merchants, and the same for ever at one.
 */
public final class PhoneHash {
    private final DataKeys keys;

    public PhoneHash(DataKeys keys) {
        this.keys = keys;
    }

    /** The 32-byte hash of a number at a merchant. */
    public byte[] of(long merchantId, Phone phone) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.key(Purpose.PHONE_HASH, merchantId));
            return mac.doFinal(phone.e164().getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
