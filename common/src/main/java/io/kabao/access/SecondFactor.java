package io.kabao.access;

import com.bastiaanjansen.otp.SecretGenerator;
import com.bastiaanjansen.otp.TOTPGenerator;
import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.FieldName;
import io.kabao.kernel.crypto.Hmac;
import io.kabao.kernel.crypto.Purpose;
import io.kabao.kernel.crypto.Secrets;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.RetryLater;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * One-time passwords by time (<a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>: SHA-1, six digits, 30 s) and
 * recovery codes. A neighbouring step counts too, none counts twice, and wrong ones are counted for the account: whoever
 * gets as far as here knows the password.
 */
@Component
class SecondFactor {

    static final int TRIES_MOST = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private static final FieldName SECRET = new FieldName("operator.totp_secret");
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Pattern ONE_TIME = Pattern.compile("[0-9]{6}");
    private static final int RECOVERY_HALF = 5;

    private final OperatorMapper mapper;
    private final RecoveryCodeMapper recoveryCodes;
    private final FieldCipher cipher;
    private final SecretKey recoveryKey;
    private final Clock clock;

    SecondFactor(
            OperatorMapper mapper, RecoveryCodeMapper recoveryCodes, FieldCipher cipher, DataKeys keys, Clock clock) {
        this.mapper = mapper;
        this.recoveryCodes = recoveryCodes;
        this.cipher = cipher;
        this.recoveryKey = keys.key(Purpose.RECOVERY_CODE);
        this.clock = clock;
    }

    /** A fresh secret, in base32. */
    static String freshSecret() {
        return new String(SecretGenerator.generate(), StandardCharsets.US_ASCII);
    }

    byte[] sealed(Operator operator, String secret) {
        return cipher.encrypt(SECRET, operator.merchantId(), secret);
    }

    /** The step that a code belongs to, if it is a code of now or of a neighbouring step. */
    OptionalLong stepOf(Operator operator, byte[] sealedSecret, String code) {
        if (!ONE_TIME.matcher(code).matches()) {
            return OptionalLong.empty();
        }
        var secret = cipher.decrypt(SECRET, operator.merchantId(), sealedSecret);
        var generator = new TOTPGenerator.Builder(secret).withPeriod(STEP).build();
        var now = clock.instant().getEpochSecond() / STEP.toSeconds();
        for (var step = now - 1; step <= now + 1; step++) {
            if (same(generator.at(Instant.ofEpochSecond(step * STEP.toSeconds())), code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    private static boolean same(String expected, String offered) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), offered.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Takes a one-time password or a recovery code of an enrolled operator, once. Errors: {@link AccessError#OTP_WRONG},
     * {@link AccessError#OTP_LOCKED} after too many wrong ones.
     */
    void take(Operator operator, String offered) {
        var now = clock.instant();
        if (mapper.countTry(operator, TRIES_MOST, now, now.plus(LOCKED_FOR)) == 0) {
            throw new RetryLater(AccessError.OTP_LOCKED, LOCKED_FOR.toSeconds());
        }
        var code = offered.strip();
        var step = stepOf(operator, Objects.requireNonNull(operator.totpSecret()), code);
        var taken = step.isPresent() ? mapper.takeStep(operator, step.getAsLong()) == 1 : isRecovery(operator, code);
        if (!taken) {
            throw new BusinessError(AccessError.OTP_WRONG);
        }
    }

    private boolean isRecovery(Operator operator, String code) {
        var right =
                recoveryCodes.use(operator.merchantId(), operator.id(), recoveryHash(operator, code), clock.instant())
                        == 1;
        if (right) {
            mapper.forgetTries(operator.merchantId(), operator.id());
        }
        return right;
    }

    /** A fresh recovery code, to be shown once: two groups of five. */
    static String freshRecoveryCode() {
        var drawn = Secrets.password().replace("-", "").toUpperCase(Locale.ROOT);
        return drawn.substring(0, RECOVERY_HALF) + "-" + drawn.substring(RECOVERY_HALF, 2 * RECOVERY_HALF);
    }

    byte[] recoveryHash(Operator operator, String code) {
        var bound = operator.id() + "/" + code.replace("-", "").toUpperCase(Locale.ROOT);
        return Hmac.of(recoveryKey, bound.getBytes(StandardCharsets.UTF_8));
    }
}
