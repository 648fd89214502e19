package io.kabao.access;

import cn.dev33.satoken.dao.SaTokenDao;
import cn.dev33.satoken.exception.NotLoginException;
import com.github.benmanes.caffeine.cache.Ticker;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.session.LivingTokens;
import io.kabao.kernel.session.Realm;
import io.kabao.kernel.tenancy.Reach;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Operators' sessions: twelve hours at most, half an hour unused, one at a time. A merchant's people and the platform's are
 * two realms: a token of one means nothing in the other.
 */
@Component
public class OperatorSessions {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSessions.class);
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final Map<ActorRealm, Realm> realms;
    private final OperatorMapper mapper;
    private final Rights rights;
    private final Clock clock;
    private final LivingTokens living = new LivingTokens(Ticker.systemTicker());

    OperatorSessions(OperatorMapper mapper, Rights rights, Clock clock, SaTokenDao store) {
        this.realms = Map.of(
                ActorRealm.OPERATOR, new Realm("operator", LIFE, IDLE, false, store),
                ActorRealm.PLATFORM, new Realm("platform", LIFE, IDLE, false, store));
        this.mapper = mapper;
        this.rights = rights;
        this.clock = clock;
    }

    private Realm realm(ActorRealm of) {
        return Objects.requireNonNull(realms.get(of), "a realm whose people sign in here");
    }

    /** A session just opened. */
    public record Opened(String token, Instant expiresAt) {}

    Opened open(Operator operator) {
        var expiresAt = clock.instant().plus(LIFE);
        return new Opened(realm(operator.realm()).createLoginSession(operator.id()), expiresAt);
    }

    /**
     * The operator of a realm whose token the present request carries. The row is read each time and has the last word: a
     * disabled operator, one who left, changed roles, another session or a changed password count at once, whatever Redis
     * still holds; whose token it is, and that it was used lately, Redis is asked once a second at most. Errors: {@link KernelError#NOT_SIGNED_IN}.
     */
    public SignedInOperator require(ActorRealm of) {
        return Optional.ofNullable(realm(of).getTokenValue())
                .flatMap(token -> mapper.findOfSession(ownerOf(of, token))
                        .filter(seat -> seat.realm() == of && seat.isTakenBy(Realm.fingerprint(token))))
                .filter(seat -> rights.isStillHere(seat.merchantId(), seat.staffId()))
                .map(rights::of)
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
    }

    private long ownerOf(ActorRealm of, String token) {
        return living.owner(token).orElseGet(() -> living.ask(token, () -> askedOwner(of)));
    }

    private long askedOwner(ActorRealm of) {
        try {
            return realm(of).getLoginIdAsLong();
        } catch (NotLoginException _) {
            throw new BusinessError(KernelError.NOT_SIGNED_IN);
        }
    }

    /** The rows that the operator's scope means today. */
    public Reach reachOf(SignedInOperator operator) {
        return rights.reach(operator);
    }

    /** Clears a session out of Redis that no row accepts any more; without Redis it stays there until it runs out. */
    void forget(ActorRealm of, Opened session) {
        tidy(() -> realm(of).logoutByTokenValue(session.token()));
    }

    /** Clears the session of the present request out of Redis, likewise. */
    void forgetPresent(ActorRealm of) {
        tidy(() -> realm(of).logout());
    }

    /** Clears every session of the operator out of Redis, likewise. */
    void forgetAll(ActorRealm of, long operatorId) {
        tidy(() -> realm(of).kickout(operatorId));
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
