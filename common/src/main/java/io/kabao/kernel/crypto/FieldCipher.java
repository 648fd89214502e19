package io.kabao.kernel.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts personal text fields by AES-256-GCM. Stored form: format (1 byte, 1), key version (1 byte), nonce (12 bytes),
 * ciphertext with its tag (16 bytes longer than the UTF-8 text). Format, version, field and merchant are authenticated, so a
 * value moved to another column or merchant does not decrypt.
 */
public final class FieldCipher {
    /** How many bytes a stored value is longer than the UTF-8 form of its text. */
    public static final int OVERHEAD_BYTES = 30;

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataKeys keys;

    public FieldCipher(DataKeys keys) {
        this.keys = keys;
    }

    /** Encrypts a text under the current key version; the same text never gives the same bytes twice. */
    public byte[] encrypt(FieldName field, long merchantId, String plain) {
        var version = keys.currentVersion();
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var header = new byte[] {FORMAT, (byte) version};
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, keyOf(field, version), nonce);
            cipher.updateAAD(bound(header, field, merchantId));
            var sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(header.length + nonce.length + sealed.length)
                    .put(header)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /** Decrypts what {@link #encrypt} gave, under whichever known version it was written. Errors: UnreadableField. */
    public String decrypt(FieldName field, long merchantId, byte[] stored) {
        if (stored.length < OVERHEAD_BYTES || stored[0] != FORMAT) {
            throw new UnreadableField(field, "not a stored form we know");
        }
        var buffer = ByteBuffer.wrap(stored);
        var header = new byte[2];
        var nonce = new byte[NONCE_BYTES];
        buffer.get(header).get(nonce);
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, keyOf(field, header[1] & 0xFF), nonce);
            cipher.updateAAD(bound(header, field, merchantId));
            var plain = cipher.doFinal(stored, buffer.position(), buffer.remaining());
            return new String(plain, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new UnreadableField(field, "altered, or written for another field, merchant or key");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    private SecretKey keyOf(FieldName field, int version) {
        var key = keys.fieldKey(version);
        if (key == null) {
            throw new UnreadableField(field, "key version " + version + " is not in " + DataKeys.SETTING);
        }
        return key;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.getEncoded(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] bound(byte[] header, FieldName field, long merchantId) {
        var name = field.name().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(header.length + Long.BYTES + name.length)
                .put(header)
                .putLong(merchantId)
                .put(name)
                .array();
    }
}
