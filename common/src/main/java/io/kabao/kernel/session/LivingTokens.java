package io.kabao.kernel.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whose tokens were seen alive a moment ago, so that the calls of one person who presses on are not all asked of Redis.
 * Tokens are kept as their fingerprints. Time is counted by the machine, as it is our own patience that is measured.
 */
public final class LivingTokens {

    /** How long an ended session may still serve in another process, at most. */
    static final Duration LIVE = Duration.ofMillis(900);

    private static final int MOST = 10_000;

    private final Ticker time;
    private final Cache<ByteBuffer, Seen> seen;
    private final AtomicLong endings = new AtomicLong();

    /** None yet; time is counted in nanoseconds. */
    public LivingTokens(Ticker time) {
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
    private record Seen(long ownerId, long atNanos, long ending) {}

    /** Whose the token is, if it was seen alive less than {@link #LIVE} ago and no session was ended since. */
    public Optional<Long> owner(String token) {
        return Optional.ofNullable(seen.getIfPresent(keyOf(token)))
                .filter(this::stands)
                .map(Seen::ownerId);
    }

    private boolean stands(Seen token) {
        return token.ending() == endings.get() && time.read() - token.atNanos() < LIVE.toNanos();
    }

    /** Asks whose the token is, and remembers it; what {@code asking} throws is remembered of nobody. */
    public long ask(String token, LongSupplier asking) {
        var before = time.read();
        var ending = endings.get();
        var ownerId = asking.getAsLong();
        seen.put(keyOf(token), new Seen(ownerId, before, ending));
        return ownerId;
    }

    /** The token is new and alive. */
    public void opened(String token, long ownerId) {
        ask(token, () -> ownerId);
    }

    /** Some session has ended: all are asked for anew, as which tokens it had is known to Redis alone. */
    public void ended() {
        endings.incrementAndGet();
    }

    private static ByteBuffer keyOf(String token) {
        return ByteBuffer.wrap(Realm.fingerprint(token));
    }
}
