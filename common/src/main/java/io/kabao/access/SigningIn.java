package io.kabao.access;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.session.Realm;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** An operator comes in by account and password. */
@Service
public class SigningIn {

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    private final OperatorMapper mapper;
    private final PasswordHash passwords;
    private final OperatorSessions sessions;
    private final Audit audit;
    private final TransactionTemplate inTransaction;

    SigningIn(
            OperatorMapper mapper,
            PasswordHash passwords,
            OperatorSessions sessions,
            Audit audit,
            TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.inTransaction = inTransaction;
    }

    /** A session and whose it is. */
    public record Welcome(OperatorSessions.Opened session, SignedInOperator operator) {}

    /**
     * Opens a session, which ends the one before. An unknown account costs the same work and gets the same answer as a wrong password.
     * Errors: {@link AccessError#SIGN_IN_REFUSED}.
     */
    public Welcome signIn(String account, String password, @Nullable String ip) {
        var lowerCase = account.toLowerCase(Locale.ROOT);
        // The column is ASCII: the database refuses to compare it with anything else.
        var operator =
                ASCII.matcher(lowerCase).matches() ? mapper.findByAccount(lowerCase) : Optional.<Operator>empty();
        if (operator.isEmpty()) {
            passwords.matchesNobody(password);
            throw new BusinessError(AccessError.SIGN_IN_REFUSED);
        }
        if (!passwords.matches(password, operator.get().passwordHash())
                || !operator.get().active()) {
            throw new BusinessError(AccessError.SIGN_IN_REFUSED);
        }
        var signedIn = SignedInOperator.of(operator.get());
        // Redis is asked outside the transaction: a slow answer must not hold a connection.
        var session = sessions.open(signedIn.id());
        var fingerprint = Realm.fingerprint(session.token());
        var seated = Boolean.TRUE.equals(inTransaction.execute(_ -> {
            var isLive = mapper.seat(operator.get(), fingerprint) == 1;
            if (isLive) {
                record(signedIn.actingFrom(ip), "OPERATOR_SIGNED_IN");
            }
            return isLive;
        }));
        if (!seated) {
            sessions.forget(session);
            throw new BusinessError(AccessError.SIGN_IN_REFUSED);
        }
        return new Welcome(session, signedIn);
    }

    /** Ends the session of the present request. */
    public void signOut(Actor actor) {
        inTransaction.executeWithoutResult(_ -> {
            mapper.unseat(actor.merchantId(), actor.requireId());
            record(actor, "OPERATOR_SIGNED_OUT");
        });
        sessions.forgetPresent();
    }

    private void record(Actor actor, String action) {
        audit.record(actor, Change.act(action, "OPERATOR", actor.requireId()));
    }
}
