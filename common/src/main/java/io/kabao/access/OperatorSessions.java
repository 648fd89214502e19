package io.kabao.access;

import cn.dev33.satoken.dao.SaTokenDao;
import cn.dev33.satoken.exception.NotLoginException;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.session.Realm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Operators' sessions: twelve hours at most, half an hour unused, one at a time. */
@Component
public class OperatorSessions {

    private static final Duration LIFE = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final Realm realm;
    private final OperatorMapper mapper;
    private final Clock clock;

    OperatorSessions(OperatorMapper mapper, Clock clock, SaTokenDao store) {
        this.realm = new Realm("operator", LIFE, IDLE, false, store);
        this.mapper = mapper;
        this.clock = clock;
    }

    /** A session just opened. */
    public record Opened(String token, Instant expiresAt) {}

    Opened open(long operatorId) {
        var expiresAt = clock.instant().plus(LIFE);
        return new Opened(realm.createLoginSession(operatorId), expiresAt);
    }

    /**
     * The operator whose token the present request carries. The row is read each time, so that a disabled operator or a
     * changed role counts at once. Errors: {@link KernelError#NOT_SIGNED_IN}.
     */
    public SignedInOperator require() {
        try {
            return mapper.findOfSession(realm.getLoginIdAsLong())
                    .filter(Operator::active)
                    .map(SignedInOperator::of)
                    .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
        } catch (NotLoginException _) {
            throw new BusinessError(KernelError.NOT_SIGNED_IN);
        }
    }

    /** Ends the session of the present request. */
    public void close() {
        realm.logout();
    }

    /** Ends every session of the operator, wherever it is used. */
    void closeAll(long operatorId) {
        realm.kickout(operatorId);
    }
}
