package io.kabao.e2e.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app, written from RFC 6238 alone: six digits of HMAC-SHA-1 over steps of thirty seconds. */
public record Device(byte[] key) {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 1_000_000;

    /** Fed with a secret in base32. */
    public static Device of(String secret) {
        var bits = 0L;
        var held = 0;
        var out = ByteBuffer.allocate(secret.length() * 5 / 8);
        for (var letter : secret.replace("=", "").toCharArray()) {
            bits = bits << 5 | BASE32.indexOf(letter);
            held += 5;
            if (held >= 8) {
                held -= 8;
                out.put((byte) (bits >> held));
            }
        }
        return new Device(out.array());
    }

    /** What it shows at a time. */
    public String at(Instant time) {
        return code(time.getEpochSecond() / STEP_SECONDS);
    }

    /** For how long after a time it shows the same; at most a step. */
    static Duration goesOnAfter(Instant time) {
        var step = Duration.ofSeconds(STEP_SECONDS).toMillis();
        return Duration.ofMillis(step - time.toEpochMilli() % step);
    }

    /** What it shows so many steps away from a time. */
    public String at(Instant time, int steps) {
        return code(time.getEpochSecond() / STEP_SECONDS + steps);
    }

    /** A code that it shows at none of the times around. */
    String never(Instant time) {
        for (var guess = 0; ; guess++) {
            var code = "%06d".formatted(guess);
            var shown = false;
            for (var steps = -3; steps <= 3; steps++) {
                shown |= at(time, steps).equals(code);
            }
            if (!shown) {
                return code;
            }
        }
    }

    private String code(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            var digest =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = digest[digest.length - 1] & 0x0F;
            var number = ByteBuffer.wrap(digest, offset, Integer.BYTES).getInt() & 0x7FFF_FFFF;
            return "%06d".formatted(number % DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
