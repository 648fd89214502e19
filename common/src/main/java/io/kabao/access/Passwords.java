package io.kabao.access;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.settings.WeakPasswords;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** An operator's own password. */
@Service
public class Passwords {

    /** Fewest characters of an operator's password. */
    public static final int LEAST_LENGTH = 12;

    private final OperatorMapper mapper;
    private final PasswordHash hash;
    private final OperatorSessions sessions;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate inTransaction;

    Passwords(
            OperatorMapper mapper,
            PasswordHash hash,
            OperatorSessions sessions,
            Audit audit,
            Clock clock,
            TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.hash = hash;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
        this.inTransaction = inTransaction;
    }

    /**
     * Changes the operator's own password and ends all of the operator's sessions, this one included.
     * Errors: {@link AccessError#OLD_PASSWORD_WRONG}, {@link AccessError#PASSWORD_TOO_WEAK},
     * {@link KernelError#STALE_VERSION} when it was changed twice at once.
     */
    public void change(Actor actor, String old, String replacement) {
        var operator = mapper.find(actor.merchantId(), actor.requireId())
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
        if (!hash.matches(old, operator.passwordHash())) {
            throw new BusinessError(AccessError.OLD_PASSWORD_WRONG);
        }
        if (replacement.equals(old)) {
            throw new BusinessError(AccessError.PASSWORD_TOO_WEAK, LEAST_LENGTH);
        }
        requireStrong(operator.account(), replacement);
        var newHash = hash.hash(replacement);
        inTransaction.executeWithoutResult(_ -> {
            if (mapper.changePassword(
                            operator, new OperatorMapper.NewPassword(newHash, false, clock.instant(), operator.id()))
                    == 0) {
                throw new BusinessError(KernelError.STALE_VERSION);
            }
            audit.record(actor, Change.act("OPERATOR_PASSWORD_CHANGED", "OPERATOR", operator.id()));
        });
        sessions.forgetAll(operator.realm(), operator.id());
    }

    /** Refuses what could be guessed. Errors: {@link AccessError#PASSWORD_TOO_WEAK}. */
    static void requireStrong(String account, String password) {
        if (password.length() < LEAST_LENGTH
                || password.equalsIgnoreCase(account)
                || WeakPasswords.contains(password, account)) {
            throw new BusinessError(AccessError.PASSWORD_TOO_WEAK, LEAST_LENGTH);
        }
    }
}
