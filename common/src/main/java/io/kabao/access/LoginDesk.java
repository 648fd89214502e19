package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.kernel.crypto.Secrets;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/** Logins are mended and removed: a password is made anew, a lost device forgotten, a login that did nothing removed. */
@Service
public class LoginDesk {

    private final OperatorDesk desk;
    private final OperatorRegister register;
    private final OperatorSessions sessions;
    private final PasswordHash passwords;
    private final Recording recording;

    LoginDesk(
            OperatorDesk desk,
            OperatorRegister register,
            OperatorSessions sessions,
            PasswordHash passwords,
            Recording recording) {
        this.desk = desk;
        this.register = register;
        this.sessions = sessions;
        this.passwords = passwords;
        this.recording = recording;
    }

    /**
     * Makes a password, valid until changed, and ends the session; a second factor stays. Errors:
     * {@link AccessError#OPERATOR_NOT_FOUND}, {@link AccessError#BEYOND_OWN_RIGHTS}, {@link AccessError#OWN_LOGIN}, a stale
     * version when somebody changed the operator at the same time.
     */
    public String resetPassword(Actor actor, long id) {
        var password = Secrets.password();
        var hash = passwords.hash(password);
        managed(actor, id, operator -> register.resetPassword(actor, operator, hash));
        return password;
    }

    /** Forgets a second factor whose device and recovery codes are lost. Errors: as {@link #resetPassword}. */
    public void forgetSecondFactor(Actor actor, long id) {
        managed(actor, id, operator -> register.forgetSecondFactor(actor, operator));
    }

    /**
     * Removes a login whose person did nothing that is on record. Errors: {@link AccessError#OPERATOR_IN_USE},
     * {@link AccessError#LAST_OWNER}, and as {@link #resetPassword}.
     */
    public void remove(Actor actor, long id) {
        managed(actor, id, operator -> register.remove(actor, operator));
    }

    private void managed(Actor actor, long id, Consumer<Operator> change) {
        var operator = desk.requireManaged(actor, id);
        recording.inTransaction().executeWithoutResult(_ -> change.accept(operator));
        sessions.forgetAll(operator.realm(), id);
    }
}
