package io.kabao.access;

import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An operator sets up the second factor: sees a secret, proves to have it, gets recovery codes; and gives it up again. */
@Service
public class Enrolment {

    /** How many recovery codes are given out. */
    public static final int RECOVERY_CODES = 10;

    /** A session older than this proves itself again first: a found one must not tie the account to somebody's phone. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final String ISSUER = "Kabao";

    private final OperatorMapper mapper;
    private final RecoveryCodeMapper recoveryCodes;
    private final SecondFactor factor;
    private final OperatorSessions sessions;
    private final Recording recording;

    Enrolment(
            OperatorMapper mapper,
            RecoveryCodeMapper recoveryCodes,
            SecondFactor factor,
            OperatorSessions sessions,
            Recording recording) {
        this.mapper = mapper;
        this.recoveryCodes = recoveryCodes;
        this.factor = factor;
        this.sessions = sessions;
        this.recording = recording;
    }

    /**
     * What an authenticator app is fed with.
     *
     * @param secret in base32
     * @param uri the same as a QR code would say it
     */
    public record Offered(String secret, String uri) {

        @Override
        public String toString() {
            return "Offered";
        }
    }

    /**
     * Shows a fresh secret; the present one, if any, counts until the fresh one is confirmed. Errors:
     * {@link AccessError#STEP_UP_REQUIRED} for a session that is not fresh, and for everybody who is enrolled already.
     */
    @Transactional
    public Offered begin(Actor actor) {
        var operator = require(actor);
        requireFresh(operator);
        var secret = SecondFactor.freshSecret();
        mapper.offerSecret(operator, factor.sealed(operator, secret));
        recording.audit().record(actor, Change.act("OPERATOR_TOTP_OFFERED", OperatorDesk.THING, operator.id()));
        return new Offered(secret, uri(operator.account(), secret));
    }

    /**
     * The secret counts from now on, and these codes replace the device once each; earlier ones are void. Errors:
     * {@link AccessError#NOTHING_TO_CONFIRM}, {@link AccessError#OTP_WRONG}.
     */
    @Transactional
    public List<String> confirm(Actor actor, String otp) {
        var operator = require(actor);
        var pending = operator.totpPending();
        if (pending == null) {
            throw new BusinessError(AccessError.NOTHING_TO_CONFIRM);
        }
        var step = factor.stepOf(operator, pending, otp.strip());
        if (step.isEmpty() || mapper.confirmSecret(operator, step.getAsLong()) == 0) {
            throw new BusinessError(AccessError.OTP_WRONG);
        }
        var codes = Stream.generate(SecondFactor::freshRecoveryCode)
                .distinct()
                .limit(RECOVERY_CODES)
                .toList();
        recoveryCodes.deleteAll(operator.merchantId(), operator.id());
        recoveryCodes.insert(
                operator.merchantId(),
                operator.id(),
                codes.stream()
                        .map(code -> new RecoveryCodeMapper.Kept(
                                recording.ids().next(), factor.recoveryHash(operator, code)))
                        .toList());
        recording.audit().record(actor, Change.act("OPERATOR_TOTP_ENROLLED", OperatorDesk.THING, operator.id()));
        return codes;
    }

    /** Gives the second factor up, with its recovery codes, and ends the session; whoever has none has none afterwards. */
    public void giveUp(Actor actor) {
        var operator = require(actor);
        recording.inTransaction().executeWithoutResult(_ -> {
            mapper.forgetSecret(operator.merchantId(), operator.id());
            recoveryCodes.deleteAll(operator.merchantId(), operator.id());
            recording.audit().record(actor, Change.act("OPERATOR_TOTP_GIVEN_UP", OperatorDesk.THING, operator.id()));
        });
        sessions.forgetAll(operator.realm(), operator.id());
    }

    private Operator require(Actor actor) {
        return mapper.find(actor.merchantId(), actor.requireId())
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
    }

    private void requireFresh(Operator operator) {
        var now = recording.clock().instant();
        var steppedUp = operator.steppedUpUntil() != null && now.isBefore(operator.steppedUpUntil());
        var fresh = operator.totpSecret() == null
                && operator.signedInAt() != null
                && now.isBefore(operator.signedInAt().plus(FRESH));
        if (!steppedUp && !fresh) {
            throw new BusinessError(AccessError.STEP_UP_REQUIRED);
        }
    }

    private static String uri(String account, String secret) {
        try {
            return new URI(
                            "otpauth",
                            "totp",
                            "/" + ISSUER + ":" + account,
                            "secret=" + secret + "&issuer=" + ISSUER + "&algorithm=SHA1&digits=6&period=30",
                            null)
                    .toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("An account is ASCII", e);
        }
    }
}
