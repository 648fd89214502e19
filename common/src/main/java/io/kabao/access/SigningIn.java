package io.kabao.access;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.session.Realm;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** An operator comes in by account and password, and by a second factor where one is enrolled. */
@Service
public class SigningIn {

    static final String ACTION = "OPERATOR_SIGN_IN";

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    private final OperatorMapper mapper;
    private final PasswordHash passwords;
    private final SecondFactor factor;
    private final Rights rights;
    private final OperatorSessions sessions;
    private final Strangers strangers;
    private final Recording recording;

    SigningIn(
            OperatorMapper mapper,
            PasswordHash passwords,
            SecondFactor factor,
            Rights rights,
            OperatorSessions sessions,
            Strangers strangers,
            Recording recording) {
        this.mapper = mapper;
        this.passwords = passwords;
        this.factor = factor;
        this.rights = rights;
        this.sessions = sessions;
        this.strangers = strangers;
        this.recording = recording;
    }

    /**
     * What somebody shows at the door.
     *
     * @param otp one-time password or recovery code
     */
    public record Credentials(
            String account, String password, @Nullable String otp) {

        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /** A session and whose it is. */
    public record Welcome(OperatorSessions.Opened session, SignedInOperator operator) {}

    /**
     * Opens a session of the realm, which ends the one before. An unknown account costs the same work and gets the same
     * answer as a wrong password; whether a second factor is needed is told only to who knows the password, and is no refusal
     * that the audit keeps: the second step is yet to come.
     * Errors: {@link AccessError#SIGN_IN_REFUSED}, {@link AccessError#OTP_REQUIRED}, {@link AccessError#OTP_WRONG},
     * {@link AccessError#OTP_LOCKED}.
     */
    public Welcome signIn(ActorRealm realm, Credentials credentials, @Nullable String ip) {
        var operator = known(realm, credentials.account());
        if (operator.isEmpty()) {
            passwords.matchesNobody(credentials.password());
            strangers.note(realm, credentials.account(), ip, AccessError.SIGN_IN_REFUSED);
            throw new BusinessError(AccessError.SIGN_IN_REFUSED);
        }
        try {
            require(operator.get(), credentials);
        } catch (BusinessError refused) {
            if (refused.code() != AccessError.OTP_REQUIRED) {
                noteRefusal(operator.get(), ip, refused);
            }
            throw refused;
        }
        var signedIn = rights.of(operator.get());
        // Redis is asked outside the transaction: a slow answer must not hold a connection.
        var session = sessions.open(operator.get());
        var fingerprint = Realm.fingerprint(session.token());
        var seated = Boolean.TRUE.equals(recording.inTransaction().execute(_ -> {
            var isLive =
                    mapper.seat(operator.get(), fingerprint, recording.clock().instant()) == 1;
            if (isLive) {
                record(actor(operator.get(), ip), "OPERATOR_SIGNED_IN");
            }
            return isLive;
        }));
        if (!seated) {
            sessions.forget(realm, session);
            throw new BusinessError(AccessError.SIGN_IN_REFUSED);
        }
        return new Welcome(session, signedIn);
    }

    private Optional<Operator> known(ActorRealm realm, String account) {
        var lowerCase = account.toLowerCase(Locale.ROOT);
        // The column is ASCII: the database refuses to compare it with anything else. It also takes no account of
        // spaces
        // at the end, and each spelling has a delay of its own: only one may be the account.
        return ASCII.matcher(lowerCase).matches()
                ? mapper.findByAccount(lowerCase)
                        .filter(operator ->
                                operator.realm() == realm && operator.account().equals(lowerCase))
                : Optional.empty();
    }

    private void require(Operator operator, Credentials credentials) {
        if (!passwords.matches(credentials.password(), operator.passwordHash())
                || !operator.active()
                || !rights.isStillHere(operator)) {
            throw new BusinessError(AccessError.SIGN_IN_REFUSED);
        }
        if (operator.totpSecret() != null) {
            if (credentials.otp() == null || credentials.otp().isBlank()) {
                throw new BusinessError(AccessError.OTP_REQUIRED);
            }
            factor.take(operator, credentials.otp());
        }
    }

    private void noteRefusal(Operator operator, @Nullable String ip, BusinessError refused) {
        recording
                .inTransaction()
                .executeWithoutResult(_ -> recording
                        .audit()
                        .refused(
                                actor(operator, ip),
                                new Audit.Refusal(
                                        ACTION,
                                        OperatorDesk.THING,
                                        operator.id(),
                                        refused.code().name(),
                                        null)));
    }

    /** Ends the session of the present request. */
    public void signOut(Actor actor) {
        recording.inTransaction().executeWithoutResult(_ -> {
            mapper.unseat(actor.merchantId(), actor.requireId());
            record(actor, "OPERATOR_SIGNED_OUT");
        });
        sessions.forgetPresent(actor.realm());
    }

    private static Actor actor(Operator operator, @Nullable String ip) {
        return new Actor(operator.realm(), operator.merchantId(), operator.id(), ip);
    }

    private void record(Actor actor, String action) {
        recording.audit().record(actor, Change.act(action, OperatorDesk.THING, actor.requireId()));
    }
}
