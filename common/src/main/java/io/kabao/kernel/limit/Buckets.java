package io.kabao.kernel.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.NopeOptimizationListener;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.delay.DelayOptimization;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.util.concurrent.batch.BatchHelper.BatchFailedException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Token buckets that fill by so much a minute or another time: in Redis for all instances together, and while Redis is away in this
 * instance alone. An instance asks Redis at the latest after a second or a twentieth of the limit, so that a crowd
 * behind one address costs no call each; by so much several instances may let through too many. Limits below twenty
 * are exact, and so are those of others that {@link Rate#never} names.
 */
@Component
public class Buckets {

    /** How long Redis is left alone after it failed to answer. */
    static final Duration AWAY_FOR = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Buckets.class);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(500);
    private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(10);
    private static final Duration UNASKED_FOR = Duration.ofSeconds(1);
    private static final int UNASKED_SHARE = 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String PREFIX = "kabao:limit:";

    private final LettuceConnectionFactory redis;
    private final TimeMeter time;
    private final RecentlyUsed<Bucket> shared = new RecentlyUsed<>();
    private final RecentlyUsed<Bucket> own = new RecentlyUsed<>();

    /** In System.nanoTime; 0: Redis answers. At first it has to show that it does. */
    private final AtomicLong leftAloneUntil = new AtomicLong(System.nanoTime() | 1);

    private @Nullable ProxyManager<byte[]> inRedis;

    Buckets(LettuceConnectionFactory redis, Clock clock) {
        this.redis = redis;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /**
     * How fast a bucket is emptied and filled.
     *
     * @param most so many at once
     * @param filled so many come back within this time
     * @param exact every instance asks for each one
     */
    public record Rate(int most, int filled, Duration within, boolean exact) {

        /** A tenth of a limit may be used at once. */
        private static final int AT_ONCE_SHARE = 10;

        /** So many at once, and so many within this time in the long run. */
        public Rate(int most, Duration within) {
            this(most, most, within, false);
        }

        /** So many at once, and so many a minute in the long run. */
        public static Rate perMinute(int most) {
            return new Rate(most, MINUTE);
        }

        /** Never more than so many, at least two, within any time of this length, whenever it begins. */
        public static Rate never(int moreThan, Duration within) {
            var atOnce = Math.max(1, moreThan / AT_ONCE_SHARE);
            return new Rate(atOnce, moreThan - atOnce, within, true);
        }
    }

    /** Takes one out and says how long to wait when there is none; zero: it was taken. */
    public Duration take(String name, Rate rate) {
        return ask(name, rate, bucket -> {
            var probe = bucket.tryConsumeAndReturnRemaining(1);
            return Duration.ofNanos(probe.isConsumed() ? 0 : probe.getNanosToWaitForRefill());
        });
    }

    /** How long until one could be taken; zero: now. */
    public Duration waitFor(String name, Rate rate) {
        return ask(
                name,
                rate,
                bucket -> Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
    }

    /** Puts one back that was taken. */
    public void giveBack(String name, Rate rate) {
        var _ = ask(name, rate, bucket -> {
            bucket.addTokens(1);
            return Duration.ZERO;
        });
    }

    private Duration ask(String name, Rate rate, Function<Bucket, Duration> question) {
        // With the size in its name, a bucket of another size is another bucket.
        var filled = rate.filled() == rate.most() ? "" : "+" + rate.filled();
        var within = rate.within().equals(MINUTE) ? "" : "/" + rate.within();
        var key = PREFIX + rate.most() + filled + within + ":" + name;
        if (mayAskRedis()) {
            try {
                var manager = manager();
                var answer = question.apply(shared.get(key, k -> inRedis(k, rate, manager)));
                if (leftAloneUntil.getAndSet(0) != 0) {
                    LOG.info("Limits are counted in Redis");
                }
                return answer;
            } catch (RedisException | BucketExecutionException | BatchFailedException e) {
                // The last one: another caller asked for this one as well and got no answer.
                leaveAlone(e);
            }
        }
        return question.apply(own.get(key, _ -> ofThisInstance(rate)));
    }

    /** Once it failed, one caller at a time finds out whether it is back; the others don't wait for that. */
    private boolean mayAskRedis() {
        var until = leftAloneUntil.get();
        return until == 0 || (System.nanoTime() - until > 0 && leftAloneUntil.compareAndSet(until, fromNowOn()));
    }

    private void leaveAlone(RuntimeException failure) {
        if (leftAloneUntil.getAndSet(fromNowOn()) == 0) {
            LOG.warn(
                    "Limits are counted by this instance alone: {}",
                    failure.getClass().getSimpleName());
        }
    }

    private static long fromNowOn() {
        // The lowest bit is set, so that it is never the 0 that means something else.
        return (System.nanoTime() + AWAY_FOR.toNanos()) | 1;
    }

    private Bucket inRedis(String key, Rate rate, ProxyManager<byte[]> manager) {
        return manager.builder()
                .withOptimization(rate.exact() ? Optimization.NONE_OPTIMIZED : unasked(rate.most()))
                .build(
                        key.getBytes(StandardCharsets.UTF_8),
                        () -> BucketConfiguration.builder()
                                .addLimit(limit(rate))
                                .build());
    }

    /** How much is handed out without asking Redis; of a small limit nothing. */
    private Optimization unasked(int most) {
        if (most < UNASKED_SHARE) {
            return Optimization.NONE_OPTIMIZED;
        }
        var delay = new DelayParameters(most / UNASKED_SHARE, UNASKED_FOR);
        return new DelayOptimization(delay, NopeOptimizationListener.INSTANCE, time);
    }

    private synchronized ProxyManager<byte[]> manager() {
        if (inRedis == null) {
            if (!(redis.getRequiredNativeClient() instanceof RedisClient client)) {
                throw new IllegalStateException("Limits need one Redis, not a cluster of them");
            }
            inRedis = Bucket4jLettuce.casBasedBuilder(client.connect(ByteArrayCodec.INSTANCE))
                    .clientClock(time)
                    .requestTimeout(ANSWER_WITHIN)
                    .expirationAfterWrite(
                            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                    .build();
        }
        return inRedis;
    }

    private Bucket ofThisInstance(Rate rate) {
        return Bucket.builder()
                .addLimit(limit(rate))
                .withCustomTimePrecision(time)
                .build();
    }

    private static Bandwidth limit(Rate rate) {
        return Bandwidth.builder()
                .capacity(rate.most())
                .refillGreedy(rate.filled(), rate.within())
                .build();
    }
}
