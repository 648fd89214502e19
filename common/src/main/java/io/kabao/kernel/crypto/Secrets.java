package io.kabao.kernel.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets from SecureRandom. */
public final class Secrets {
    /** Length of {@link #token} in characters. */
    public static final int TOKEN_LENGTH = 43;

    private static final int TOKEN_BYTES = 32;
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String WITHOUT_LOOK_ALIKES = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_GROUPS = 4;
    private static final int PASSWORD_GROUP_LENGTH = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A token of 32 random bytes: 43 characters of base64url. */
    public static String token() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** As many base62 characters as asked for, each equally likely. */
    public static String base62(int length) {
        return draw(BASE62, length);
    }

    /** An initial password to be read off a screen: four groups of five, without 0 O o 1 I l; 115 bits and more. */
    public static String password() {
        var groups = new String[PASSWORD_GROUPS];
        for (int group = 0; group < PASSWORD_GROUPS; group++) {
            groups[group] = draw(WITHOUT_LOOK_ALIKES, PASSWORD_GROUP_LENGTH);
        }
        return String.join("-", groups);
    }

    private static String draw(String alphabet, int length) {
        var drawn = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            // nextInt(bound) rejects the uneven rest, so no character is favoured.
            drawn.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return drawn.toString();
    }
}
