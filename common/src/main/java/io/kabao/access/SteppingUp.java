package io.kabao.access;

import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A signed-in operator proves again to be the one who signed in. */
@Service
public class SteppingUp {

    /** For so long a proof counts. */
    public static final Duration LASTS = Duration.ofMinutes(5);

    private final OperatorMapper mapper;
    private final PasswordHash passwords;
    private final SecondFactor factor;
    private final Recording recording;

    SteppingUp(OperatorMapper mapper, PasswordHash passwords, SecondFactor factor, Recording recording) {
        this.mapper = mapper;
        this.passwords = passwords;
        this.factor = factor;
        this.recording = recording;
    }

    /**
     * Proves it by the one-time password where a second factor is enrolled, else by the password; counts until the answer's
     * time. Errors: {@link AccessError#OTP_REQUIRED}, {@link AccessError#OTP_WRONG}, {@link AccessError#OTP_LOCKED},
     * {@link AccessError#OLD_PASSWORD_WRONG}.
     */
    public Instant prove(Actor actor, @Nullable String password, @Nullable String otp) {
        var operator = mapper.find(actor.merchantId(), actor.requireId())
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
        if (operator.totpSecret() != null) {
            if (otp == null || otp.isBlank()) {
                throw new BusinessError(AccessError.OTP_REQUIRED);
            }
            factor.take(operator, otp);
        } else if (password == null || !passwords.matches(password, operator.passwordHash())) {
            throw new BusinessError(AccessError.OLD_PASSWORD_WRONG);
        }
        var until = recording.clock().instant().plus(LASTS);
        recording.inTransaction().executeWithoutResult(_ -> {
            if (mapper.stepUp(operator, until) == 0) {
                throw new BusinessError(KernelError.NOT_SIGNED_IN);
            }
            recording.audit().record(actor, Change.act("OPERATOR_STEPPED_UP", OperatorDesk.THING, operator.id()));
        });
        return until;
    }
}
