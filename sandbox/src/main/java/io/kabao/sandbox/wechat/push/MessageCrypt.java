package io.kabao.sandbox.wechat.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * WeChat's encryption of pushes and replies: AES-256-CBC over 16 random bytes, a length of 4 bytes big-endian, the text
 * and the app id, padded to 32 bytes. Source: WeChat's message encryption document.
 */
public final class MessageCrypt {
    private static final int BLOCK = 32;
    private static final int RANDOM = 16;
    private static final int HEAD = RANDOM + Integer.BYTES;
    private static final String KEY = "[0-9A-Za-z+/]{43}";

    private final byte[] key;

    /** With this EncodingAESKey. Error: it is not 43 characters of Base64. */
    public MessageCrypt(String encodingAesKey) {
        if (!encodingAesKey.matches(KEY)) {
            throw new IllegalArgumentException("an EncodingAESKey is 43 characters of Base64");
        }
        // The last character may carry two bits too many; the strict decoder refuses them, WeChat's keys have them.
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int last = alphabet.indexOf(encodingAesKey.charAt(42)) & ~3;
        this.key = Base64.getDecoder().decode(encodingAesKey.substring(0, 42) + alphabet.charAt(last) + "=");
    }

    /** A text and the app id it was encrypted for. */
    public record Opened(String text, String appId) {}

    /** Encrypts for this app, beginning with these 16 bytes; the answer is Base64. */
    public String encrypt(byte[] random, String text, String appId) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] tail = appId.getBytes(StandardCharsets.UTF_8);
        int length = HEAD + body.length + tail.length;
        int padding = BLOCK - length % BLOCK;
        ByteBuffer plain = ByteBuffer.allocate(length + padding)
                .put(random, 0, RANDOM)
                .putInt(body.length)
                .put(body)
                .put(tail);
        Arrays.fill(plain.array(), length, length + padding, (byte) padding);
        return Base64.getEncoder().encodeToString(run(Cipher.ENCRYPT_MODE, plain.array()));
    }

    /** Opens what was encrypted. Error: it is no such thing. */
    public Opened decrypt(String encrypted) {
        byte[] plain = run(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(encrypted));
        int padding = plain.length == 0 ? 0 : plain[plain.length - 1];
        int end = plain.length - padding;
        if (padding < 1 || padding > BLOCK || end < HEAD) {
            throw new IllegalArgumentException("the padding is wrong");
        }
        int length = ByteBuffer.wrap(plain).getInt(RANDOM);
        if (length < 0 || length > end - HEAD) {
            throw new IllegalArgumentException("the length is wrong");
        }
        return new Opened(
                new String(plain, HEAD, length, StandardCharsets.UTF_8),
                new String(plain, HEAD + length, end - HEAD - length, StandardCharsets.UTF_8));
    }

    /** WeChat's signature: SHA-1, in hex, of these parts sorted and joined. */
    public static String sign(String... parts) {
        String[] sorted = parts.clone();
        Arrays.sort(sorted);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest(String.join("", sorted).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private byte[] run(int mode, byte[] data) {
        try {
            var cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not encrypted by this key", e);
        }
    }
}
