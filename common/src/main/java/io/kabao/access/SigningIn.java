package io.kabao.access;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.kernel.error.BusinessError;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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
     * Opens a session. An unknown account costs the same work and gets the same answer as a wrong password.
     * Errors: {@link AccessError#SIGN_IN_REFUSED}.
     */
    public Welcome signIn(String account, String password, String ip) {
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
        record(signedIn.actingFrom(ip), "OPERATOR_SIGNED_IN");
        return new Welcome(session, signedIn);
    }

    /** Ends the session of the present request. */
    public void signOut(Actor actor) {
        record(actor, "OPERATOR_SIGNED_OUT");
        sessions.close();
    }

    private void record(Actor actor, String action) {
        inTransaction.executeWithoutResult(_ -> audit.record(actor, Change.act(action, "OPERATOR", actor.requireId())));
    }
}
