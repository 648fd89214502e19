package io.kabao.wechat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** WeChat's signature of pushes: the parts sorted and joined, as SHA-1 in hex. The protocol knows no other hash. */
final class WechatSignature {

    private WechatSignature() {}

    /** The signature of these parts, one of which is the token. */
    static String of(String... parts) {
        var sorted = parts.clone();
        Arrays.sort(sorted);
        return HexFormat.of().formatHex(sha1(String.join("", sorted)));
    }

    /** Whether the signature is that of the parts; it takes the same time wherever the two differ. */
    static boolean fits(String signature, String... parts) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8), of(parts).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
