package io.kabao.access;

import cn.dev33.satoken.dao.SaTokenDao;
import cn.dev33.satoken.exception.NotLoginException;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.session.Realm;
import io.lettuce.core.RedisException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Operators' sessions: twelve hours at most, half an hour unused, one at a time. */
@Component
public class OperatorSessions {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSessions.class);
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
     * The operator whose token the present request carries. The row is read each time and has the last word: a disabled
     * operator, a changed role, another session or a changed password count at once, whatever Redis still holds.
     * Errors: {@link KernelError#NOT_SIGNED_IN}.
     */
    public SignedInOperator require() {
        try {
            var id = realm.getLoginIdAsLong();
            var session = Realm.fingerprint(realm.getTokenValue());
            return mapper.findOfSession(id)
                    .filter(operator -> operator.active() && isLive(operator, session))
                    .map(SignedInOperator::of)
                    .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
        } catch (NotLoginException _) {
            throw new BusinessError(KernelError.NOT_SIGNED_IN);
        }
    }

    private static boolean isLive(Operator operator, byte[] session) {
        return operator.sessionHash() != null && MessageDigest.isEqual(operator.sessionHash(), session);
    }

    /** Clears a session out of Redis that no row accepts any more; without Redis it stays there until it runs out. */
    void forget(Opened session) {
        tidy(() -> realm.logoutByTokenValue(session.token()));
    }

    /** Clears the session of the present request out of Redis, likewise. */
    void forgetPresent() {
        tidy(realm::logout);
    }

    /** Clears every session of the operator out of Redis, likewise. */
    void forgetAll(long operatorId) {
        tidy(() -> realm.kickout(operatorId));
    }

    private static void tidy(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | RedisException e) {
            LOG.info(
                    "Redis keeps a session that is ended until it runs out: {}",
                    e.getClass().getSimpleName());
        }
    }
}
