package io.kabao.member;

import cn.dev33.satoken.dao.SaTokenDao;
import cn.dev33.satoken.exception.NotLoginException;
import com.github.benmanes.caffeine.cache.Ticker;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.session.LivingTokens;
import io.kabao.kernel.session.Realm;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Customers' sessions: seven days at most, one day unused, as many as they have devices. */
@Component
public class VisitorSessions {

    private static final Logger LOG = LoggerFactory.getLogger(VisitorSessions.class);
    private static final Duration LIFE = Duration.ofDays(7);
    private static final Duration IDLE = Duration.ofDays(1);

    private final Realm realm;
    private final IdentityMapper identities;
    private final Clock clock;
    private final LivingTokens living = new LivingTokens(Ticker.systemTicker());

    VisitorSessions(IdentityMapper identities, Clock clock, SaTokenDao store) {
        this.realm = new Realm("member", LIFE, IDLE, true, store);
        this.identities = identities;
        this.clock = clock;
    }

    /** A session just opened. */
    public record Opened(String token, Instant expiresAt, Identity identity) {

        @Override
        public String toString() {
            return "Opened";
        }
    }

    Opened open(Identity identity) {
        var expiresAt = clock.instant().plus(LIFE);
        var token = realm.createLoginSession(identity.id());
        living.opened(token, identity.id());
        return new Opened(token, expiresAt, identity);
    }

    /**
     * The person whose token the present request carries; the row is read each time and says whose customer and which
     * member it is. A session that was ended in another process may serve a second longer here. Errors:
     * {@link KernelError#NOT_SIGNED_IN}.
     */
    public Identity require() {
        return Optional.ofNullable(realm.getTokenValue())
                .flatMap(token -> identities.findOfSession(ownerOf(token)))
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
    }

    private long ownerOf(String token) {
        return living.owner(token).orElseGet(() -> living.ask(token, this::askedOwner));
    }

    private long askedOwner() {
        try {
            return realm.getLoginIdAsLong();
        } catch (NotLoginException _) {
            throw new BusinessError(KernelError.NOT_SIGNED_IN);
        }
    }

    /** Whether the present request carries a token at all. */
    public boolean isTokenThere() {
        return realm.getTokenValue() != null;
    }

    /** Signs the person out everywhere; without Redis the sessions stay, with nothing of a member to be seen in them. */
    public void end(Identity identity) {
        try {
            realm.kickout(identity.id());
        } catch (DataAccessException | RedisException e) {
            LOG.info(
                    "Redis keeps sessions that are ended until they run out: {}",
                    e.getClass().getSimpleName());
        } finally {
            living.ended();
        }
    }
}
