package io.kabao.wechat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.locks.RedisTemplateSimpleDistributedLock;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The token of one app, kept in Redis for all instances of ours: one of their threads fetches it and all have it. WxJava
 * itself fetches twice when many ask at once, gives up waiting after 3 s, and forgets a whole token at the first 40001.
 */
final class Tokens {

    /** Our instances stop using a token so long before its end; WeChat has a new one 300 s before. */
    private static final Duration MARGIN = Duration.ofSeconds(200);

    private static final Duration SHORTEST_KEPT = Duration.ofSeconds(60);

    /**
     * A token fetched anew is believed for so long, even if it is the same as before: longer than any call takes, so that
     * all who were refused together are content with one fetching.
     */
    private static final Duration RENEWED_FOR = Line.PATIENCE.plusSeconds(1);

    /** An instance that dies while it fetches keeps the others waiting for so long. */
    private static final int LEASE_MILLIS = 10_000;

    private static final int BETWEEN_LOOKS_MILLIS = 50;
    private static final int LOOKS_MOST = 80;

    /** Bad token: not the latest, malformed, expired. */
    private static final Set<Integer> REFUSED = Set.of(40001, 40014, 42001);

    private final StringRedisTemplate redis;
    private final Fetching fetching;
    private final String key;
    private final String renewedKey;
    private final RedisTemplateSimpleDistributedLock across;
    private final AtomicReference<@Nullable FutureTask<String>> flight = new AtomicReference<>();

    /** The tokens of what this name stands for. */
    Tokens(StringRedisTemplate redis, String name, Fetching fetching) {
        this.redis = redis;
        this.fetching = fetching;
        this.key = "kabao:wx:token:" + name;
        this.renewedKey = "kabao:wx:renewed:" + name;
        this.across = new RedisTemplateSimpleDistributedLock(redis, "kabao:wx:lock:" + name, LEASE_MILLIS);
    }

    /** A token as WeChat gave it out, and for how long from then on. */
    record Fetched(String token, long seconds) {}

    /** Fetches WeChat's present stable token. */
    @FunctionalInterface
    interface Fetching {
        Fetched run() throws WxErrorException, IOException;
    }

    /** Makes the keeper of the tokens that are fetched so. */
    @FunctionalInterface
    interface Making {
        Tokens tokens(Fetching fetching);
    }

    /** A request with a token in its address. */
    @FunctionalInterface
    interface Request<T> {
        T send(String address) throws WxErrorException, IOException;
    }

    /** Sends a request with the present token; with another one once more, where WeChat refuses the token. */
    <T> T send(String address, Request<T> request) throws WxErrorException {
        try {
            var token = current();
            try {
                return request.send(with(address, token));
            } catch (WxErrorException e) {
                if (!REFUSED.contains(e.getError().getErrorCode())) {
                    throw e;
                }
                return request.send(with(address, insteadOf(token)));
            }
        } catch (IOException e) {
            throw new WxErrorException(e);
        }
    }

    /** The present token. */
    String current() throws WxErrorException, IOException {
        var token = redis.opsForValue().get(key);
        return token != null ? token : shared(null);
    }

    /** Asks WeChat for its present token, whatever is kept, and keeps that. */
    String fresh() throws WxErrorException, IOException {
        var fetched = fetching.run();
        var kept = Duration.ofSeconds(fetched.seconds()).minus(MARGIN);
        redis.opsForValue().set(key, fetched.token(), kept.compareTo(SHORTEST_KEPT) < 0 ? SHORTEST_KEPT : kept);
        return fetched.token();
    }

    private String insteadOf(String dead) throws WxErrorException, IOException {
        var token = other(dead);
        return token != null ? token : shared(dead);
    }

    /** The token kept, unless it is the dead one and nobody has fetched it anew since. */
    private @Nullable String other(@Nullable String dead) {
        // In this order: the token that is read after the sign of its renewal is the one that was renewed.
        var renewed = dead != null && Boolean.TRUE.equals(redis.hasKey(renewedKey));
        var token = redis.opsForValue().get(key);
        return token == null || renewed || !token.equals(dead) ? token : null;
    }

    /** Joins whoever of this instance is fetching, in success and failure, or fetches. */
    private String shared(@Nullable String dead) throws WxErrorException, IOException {
        var mine = new FutureTask<>(() -> fetchedAlone(dead));
        var flying = flight.compareAndExchange(null, mine);
        if (flying == null) {
            try {
                mine.run();
            } finally {
                flight.set(null);
            }
        }
        try {
            return (flying == null ? mine : flying).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case WxErrorException refused -> throw refused;
                case RuntimeException wrong -> throw wrong;
                case null, default -> throw new IOException(e);
            }
        }
    }

    /** Fetches while no other instance does. */
    private String fetchedAlone(@Nullable String dead) throws WxErrorException, IOException, InterruptedException {
        for (var looks = 0; looks < LOOKS_MOST; looks++) {
            if (across.tryLock()) {
                try {
                    var token = other(dead);
                    return token != null ? token : renewed(dead);
                } finally {
                    unlock();
                }
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
            var token = other(dead);
            if (token != null) {
                return token;
            }
        }
        throw new IOException("Another instance has been fetching the token for too long");
    }

    private String renewed(@Nullable String dead) throws WxErrorException, IOException {
        var token = fresh();
        if (dead != null) {
            redis.opsForValue().set(renewedKey, "1", RENEWED_FOR);
        }
        return token;
    }

    /** Redis is not asked by a thread that is called off, so the calling-off waits for the unlocking. */
    private void unlock() {
        var calledOff = Thread.interrupted();
        try {
            across.unlock();
        } finally {
            if (calledOff) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String with(String address, String token) {
        return address + (address.indexOf('?') < 0 ? '?' : '&') + "access_token=" + token;
    }
}
