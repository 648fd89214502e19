package io.kabao.wechat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * WeChat's encryption of pushes and replies: AES-256-CBC over 16 random bytes, the text's length in 4 bytes big-endian,
 * the text and the app id, padded to 32 bytes; the key's first 16 bytes are the first block. Who can be asked whether a
 * padding is right learns the text, so a signature is checked before anything is decrypted.
 */
final class PushCipher {

    private static final int BLOCK = 32;
    private static final int RANDOM_BYTES = 16;
    private static final int HEAD = RANDOM_BYTES + Integer.BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final String appId;

    /** Of this app, with the 43 characters of its EncodingAESKey. */
    PushCipher(String encodingAesKey, String appId) {
        this.key = Base64.getDecoder().decode(encodingAesKey + "=");
        this.appId = appId;
    }

    /** Encrypts a text for the app, in Base64. */
    String encrypt(String text) {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return encrypt(random, text);
    }

    String encrypt(byte[] random, String text) {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var owner = appId.getBytes(StandardCharsets.UTF_8);
        var length = HEAD + body.length + owner.length;
        var padding = BLOCK - length % BLOCK;
        var plain = ByteBuffer.allocate(length + padding)
                .put(random)
                .putInt(body.length)
                .put(body)
                .put(owner)
                .array();
        Arrays.fill(plain, length, plain.length, (byte) padding);
        try {
            return Base64.getEncoder()
                    .encodeToString(cipher(Cipher.ENCRYPT_MODE).doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC is part of every JDK", e);
        }
    }

    /** The text; empty: it is not encrypted by this key for this app. */
    Optional<String> decrypt(String encrypted) {
        try {
            var plain = cipher(Cipher.DECRYPT_MODE).doFinal(Base64.getDecoder().decode(encrypted));
            return opened(plain);
        } catch (IllegalArgumentException
                | IllegalBlockSizeException
                | BadPaddingException
                | CharacterCodingException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC is part of every JDK", e);
        }
    }

    private Optional<String> opened(byte[] plain) throws CharacterCodingException {
        var padding = plain.length == 0 ? 0 : plain[plain.length - 1];
        var end = plain.length - padding;
        if (padding < 1 || padding > BLOCK || end < HEAD) {
            return Optional.empty();
        }
        var length = ByteBuffer.wrap(plain).getInt(RANDOM_BYTES);
        if (length < 0 || length > end - HEAD) {
            return Optional.empty();
        }
        var owner = Arrays.copyOfRange(plain, HEAD + length, end);
        if (!Arrays.equals(owner, appId.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return Optional.of(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(plain, HEAD, length))
                .toString());
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, RANDOM_BYTES));
        return cipher;
    }
}
