package io.kabao.kernel.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells secrets that someone chose without chance from those that chance made. */
final class WeakSecret {
    static final int LENGTH_MIN = 12;

    /** Passwords of twelve and more characters that lists of leaked passwords begin with, and those of examples. */
    private static final Set<String> COMMON = Set.of(
            "password1234",
            "password12345",
            "password123456",
            "passwordpassword",
            "passw0rd1234",
            "p@ssw0rd1234",
            "p@ssword1234",
            "123456789012",
            "1234567890123",
            "123456789123",
            "123123123123",
            "121212121212",
            "112233445566",
            "123456123456",
            "administrator",
            "administrator1",
            "admin1234567",
            "admin12345678",
            "adminadminadmin",
            "qwertyuiop12",
            "qwertyuiop123",
            "qwertyuiopasdf",
            "qwerty123456",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "zaq12wsxcde3",
            "changeme1234",
            "changemechangeme",
            "change-me-now",
            "change-me-please",
            "kabao1234567",
            "kabao12345678",
            "kabaokabaokabao",
            "iloveyou1234",
            "letmeinletmein",
            "welcome12345",
            "welcome123456",
            "abcd12345678",
            "abc123456789",
            "a123456789012",
            "woaini1314520",
            "woaini520520",
            "5201314520131",
            "rootrootroot",
            "testtesttest",
            "test12345678",
            "secretsecret",
            "supersecret123");

    /** Words that stand where an example wants to be replaced. */
    private static final List<String> PLACEHOLDERS =
            List.of("changeme", "change-me", "change_me", "example", "sample", "placeholder", "sandbox", "password");

    private WeakSecret() {}

    /** Whether a password is too short or one that is tried first. */
    static boolean isWeak(String secret) {
        return secret.length() < LENGTH_MIN || COMMON.contains(secret.toLowerCase(Locale.ROOT)) || isSequence(secret);
    }

    /** Whether a machine's password is weak or was left as an example gave it. */
    static boolean isWeakOrSample(String secret) {
        var lower = secret.toLowerCase(Locale.ROOT);
        return isWeak(secret) || PLACEHOLDERS.stream().anyMatch(lower::contains);
    }

    /** Whether key bytes were typed or counted: text, one byte, a repeated pattern, or bytes one apart. */
    static boolean isSampleKey(byte[] key) {
        return isText(key) || isRepeated(key) || isCounted(key);
    }

    /** The same character all over, or characters one apart: aaaaaaaaaaaa, abcdefghijkl, 987654321098. */
    private static boolean isSequence(String text) {
        var steps = new HashSet<Integer>();
        for (int i = 1; i < text.length(); i++) {
            steps.add(Math.floorMod(
                    text.charAt(i) - text.charAt(i - 1), Character.isDigit(text.charAt(i)) ? 10 : 0x10000));
        }
        return steps.size() == 1;
    }

    private static boolean isText(byte[] key) {
        for (var b : key) {
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isRepeated(byte[] key) {
        for (int period = 1; period <= key.length / 2; period++) {
            int at = period;
            while (at < key.length && key[at] == key[at - period]) {
                at++;
            }
            if (at == key.length) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCounted(byte[] key) {
        int step = key[1] - key[0];
        for (int i = 1; i < key.length; i++) {
            if ((byte) (key[i] - key[i - 1]) != (byte) step) {
                return false;
            }
        }
        return true;
    }
}
