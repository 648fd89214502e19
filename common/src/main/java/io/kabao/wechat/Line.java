package io.kabao.wechat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.kabao.kernel.error.BusinessError;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import me.chanjar.weixin.common.error.WxErrorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The line to WeChat of one app: never inside a transaction, bounded in time and number, cut for a while when nobody
 * answers, its errors in our words.
 */
final class Line {

    /** How long a caller waits at most, whatever a call consists of: a token, a connection, a second try. */
    static final Duration PATIENCE = Duration.ofMillis(3800);

    /** For how long the line stays cut. */
    static final Duration CUT_FOR = Duration.ofSeconds(5);

    /** Calls after which the line may be cut, when half of the latest {@value #LOOKED_AT} got no answer. */
    static final int CUT_AFTER = 10;

    /** Calls under way at once; what is more waits within its patience. */
    static final int AT_ONCE = 48;

    private static final int LOOKED_AT = 20;
    private static final int HALF_PERCENT = 50;
    private static final int TRIED_WHEN_MENDING = 3;

    private static final int SYSTEM_BUSY = -1;
    private static final int BEFORE_AGAIN_MILLIS = 100;
    private static final int BY_CHANCE_MILLIS = 200;

    /** What WxJava calls a connection that failed. */
    private static final Set<Integer> NO_ANSWER = Set.of(-99, 99999);

    private static final Map<Integer, WechatError> KNOWN = Map.ofEntries(
            Map.entry(45011, WechatError.WECHAT_TOO_OFTEN),
            Map.entry(40001, WechatError.SECRET_WRONG),
            Map.entry(40125, WechatError.SECRET_WRONG),
            Map.entry(40013, WechatError.APP_ID_WRONG),
            Map.entry(40164, WechatError.IP_NOT_ALLOWED));

    private static final Pattern RID = Pattern.compile("rid: ([0-9a-f-]{8,40})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final CircuitBreaker breaker;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    Line(String appId, Clock clock) {
        this.breaker = CircuitBreaker.of(
                appId,
                CircuitBreakerConfig.custom()
                        .slidingWindow(LOOKED_AT, CUT_AFTER, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(HALF_PERCENT)
                        .waitDurationInOpenState(CUT_FOR)
                        .permittedNumberOfCallsInHalfOpenState(TRIED_WHEN_MENDING)
                        .clock(clock)
                        .build());
    }

    /** What is done at the other end; it may take as long as it wants. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws Exception;
    }

    /**
     * Makes a call, once more where WeChat says it is busy. Errors: those named for its codes, else those common to all
     * calls, else {@link WechatError#WECHAT_UNAVAILABLE}.
     */
    <T> T call(String what, Map<Integer, WechatError> refusals, Call<T> call) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("WeChat is never called inside a transaction: " + what);
        }
        if (!breaker.tryAcquirePermission()) {
            throw new BusinessError(WechatError.WECHAT_UNAVAILABLE);
        }
        var began = System.nanoTime();
        // A thread of its own, so that the caller can leave it: neither a name that is looked up nor an answer that
        // comes
        // byte by byte is bounded by the timeouts of a connection.
        var task = new FutureTask<>(() -> inTurn(call));
        Thread.ofVirtual().name("wechat").start(task);
        try {
            var result = task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            return result;
        } catch (TimeoutException e) {
            task.cancel(true);
            throw unanswered(what, began, e);
        } catch (InterruptedException _) {
            task.cancel(true);
            breaker.releasePermission();
            Thread.currentThread().interrupt();
            throw new BusinessError(WechatError.WECHAT_UNAVAILABLE);
        } catch (ExecutionException e) {
            throw judged(what, refusals, began, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private <T> T inTurn(Call<T> call) throws Exception {
        permits.acquire();
        try {
            return call.run();
        } catch (WxErrorException e) {
            if (e.getError().getErrorCode() != SYSTEM_BUSY) {
                throw e;
            }
            // By chance, or those that were refused together would come back together.
            Thread.sleep(BEFORE_AGAIN_MILLIS + RANDOM.nextInt(BY_CHANCE_MILLIS));
            return call.run();
        } finally {
            permits.release();
        }
    }

    private RuntimeException judged(String what, Map<Integer, WechatError> refusals, long began, Throwable cause) {
        switch (cause) {
            case BusinessError refused -> {
                breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                return refused;
            }
            case WxErrorException refused
            when !NO_ANSWER.contains(refused.getError().getErrorCode()) -> {
                breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                return refusal(what, refusals, refused);
            }
            case DataAccessException ours -> {
                // Redis, where the tokens are; WeChat can't help it.
                breaker.releasePermission();
                return ours;
            }
            case Error broken -> {
                breaker.releasePermission();
                throw broken;
            }
            default -> {
                return unanswered(what, began, cause);
            }
        }
    }

    private static BusinessError refusal(String what, Map<Integer, WechatError> refusals, WxErrorException refused) {
        var code = refused.getError().getErrorCode();
        var rid = RID.matcher(String.valueOf(refused.getError().getErrorMsgEn()));
        LOG.info("WeChat refused {}: {} {}", what, code, rid.find() ? rid.group() : "");
        var common = KNOWN.getOrDefault(code, WechatError.WECHAT_UNAVAILABLE);
        return new BusinessError(refusals.getOrDefault(code, common));
    }

    private BusinessError unanswered(String what, long began, Throwable cause) {
        breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, cause);
        var root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        // The class alone: messages repeat addresses with their tokens, and answers.
        LOG.warn("WeChat gave no usable answer to {}: {}", what, root.getClass().getSimpleName());
        return new BusinessError(WechatError.WECHAT_UNAVAILABLE);
    }
}
