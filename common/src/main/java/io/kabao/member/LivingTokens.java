package io.kabao.member;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.kabao.kernel.session.Realm;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whose tokens were seen alive a moment ago, so that the calls of one person who presses on are not all asked of Redis.
 * Tokens are kept as their fingerprints. Time is counted by the machine, as it is our own patience that is measured.
 */
final class LivingTokens {

    /** How long an ended session may still serve in another process, at most. */
    static final Duration LIVE = Duration.ofMillis(900);

    private static final int MOST = 10_000;

    private final Ticker time;
    private final Cache<ByteBuffer, Seen> seen;
    private final AtomicLong endings = new AtomicLong();

    /** None yet; time is counted in nanoseconds. */
    LivingTokens(Ticker time) {
        this.time = time;
        this.seen = Caffeine.newBuilder()
                .ticker(time)
                .maximumSize(MOST)
                .expireAfterWrite(LIVE)
                .build();
    }

    /**
     * A token that was alive.
     *
     * @param atNanos before Redis was asked
     * @param ending sessions that had been ended in this process by then
     */
    private record Seen(long identityId, long atNanos, long ending) {}

    /** Whose the token is, if it was seen alive less than {@link #LIVE} ago and no session was ended since. */
    Optional<Long> owner(String token) {
        return Optional.ofNullable(seen.getIfPresent(keyOf(token)))
                .filter(this::stands)
                .map(Seen::identityId);
    }

    private boolean stands(Seen token) {
        return token.ending() == endings.get() && time.read() - token.atNanos() < LIVE.toNanos();
    }

    /** Asks whose the token is, and remembers it; what {@code asking} throws is remembered of nobody. */
    long ask(String token, LongSupplier asking) {
        var before = time.read();
        var ending = endings.get();
        var identityId = asking.getAsLong();
        seen.put(keyOf(token), new Seen(identityId, before, ending));
        return identityId;
    }

    /** The token is new and alive. */
    void opened(String token, long identityId) {
        ask(token, () -> identityId);
    }

    /** Some session has ended: all are asked for anew, as which tokens it had is known to Redis alone. */
    void ended() {
        endings.incrementAndGet();
    }

    private static ByteBuffer keyOf(String token) {
        return ByteBuffer.wrap(Realm.fingerprint(token));
    }
}
