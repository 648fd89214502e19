package io.kabao.wechat;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.RetryLater;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import me.chanjar.weixin.common.error.WxError;
import me.chanjar.weixin.common.error.WxErrorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The line to WeChat of one app: never inside a transaction, bounded in time and number, cut for a while when nobody
 * answers, its errors in our words. Each kind of call has a wire of its own, so that one which WeChat no longer answers
 * neither holds up nor cuts off the others.
 */
final class Line {

    /** How long a caller waits at most, whatever a call consists of: a token, a connection, a second try. */
    static final Duration PATIENCE = Duration.ofMillis(3500);

    /** For how long a wire stays cut. */
    static final Duration CUT_FOR = Duration.ofSeconds(5);

    /** Calls after which a wire may be cut, when half of the latest {@value #LOOKED_AT} got no answer. */
    static final int CUT_AFTER = 10;

    /** Calls of one kind under way at once, 240 a second when WeChat takes 100 ms; what is more waits within its patience. */
    static final int AT_ONCE = 24;

    private static final int LOOKED_AT = 20;
    private static final int HALF_PERCENT = 50;
    private static final int TRIED_WHEN_MENDING = 3;

    private static final int SYSTEM_BUSY = -1;
    private static final int BEFORE_AGAIN_MILLIS = 100;
    private static final int BY_CHANCE_MILLIS = 200;

    /** What WxJava calls a connection that failed. */
    private static final Set<Integer> NO_ANSWER = Set.of(-99, 99999);

    /** A person has done the same a hundred times within a minute. */
    private static final int TOO_OFTEN = 45011;

    private static final int TOO_OFTEN_SECONDS = 60;

    /**
     * What is wrong with the app's settings. It is said to the merchant who tries them; to customers, who can do nothing
     * about it, WeChat is not there.
     */
    static final Map<Integer, WechatError> OF_SETTINGS = Map.of(
            40001, WechatError.SECRET_WRONG,
            40125, WechatError.SECRET_WRONG,
            40013, WechatError.APP_ID_WRONG,
            40164, WechatError.IP_NOT_ALLOWED);

    private static final Pattern RID = Pattern.compile("rid: ([0-9a-f-]{8,40})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final String appId;
    private final Clock clock;
    private final Map<String, Wire> wires = new ConcurrentHashMap<>();

    Line(String appId, Clock clock) {
        this.appId = appId;
        this.clock = clock;
    }

    /** What bounds the calls of one kind. */
    private record Wire(CircuitBreaker breaker, Semaphore permits) {}

    private Wire newWire(String what) {
        var breaker = CircuitBreaker.of(
                appId + " " + what,
                CircuitBreakerConfig.custom()
                        .slidingWindow(LOOKED_AT, CUT_AFTER, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(HALF_PERCENT)
                        .waitDurationInOpenState(CUT_FOR)
                        .permittedNumberOfCallsInHalfOpenState(TRIED_WHEN_MENDING)
                        // Redis, where the tokens are, says nothing of WeChat; a refusal says that it is there.
                        .ignoreExceptions(DataAccessException.class)
                        .recordException(broken -> refusalOf(broken).isEmpty() && !(broken instanceof BusinessError))
                        .clock(clock)
                        .build());
        return new Wire(breaker, new Semaphore(AT_ONCE));
    }

    /** What is done at the other end; it may take as long as it wants. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws Exception;
    }

    /**
     * Makes a call, once more where WeChat says it is busy. Errors: those named for its codes, else
     * {@link WechatError#WECHAT_TOO_OFTEN} or {@link WechatError#WECHAT_UNAVAILABLE}.
     *
     * @param what the kind of call, one of few
     */
    <T> T call(String what, Map<Integer, WechatError> refusals, Call<T> call) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("WeChat is never called inside a transaction: " + what);
        }
        // A thread of its own, so that the caller can leave it: neither a name that is looked up nor an answer that
        // comes
        // byte by byte is bounded by the timeouts of a connection.
        var task = new FutureTask<>(() -> inTurn(what, call));
        Thread.ofVirtual().name("wechat").start(task);
        try {
            return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw unanswered(what, e);
        } catch (InterruptedException _) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new BusinessError(WechatError.WECHAT_UNAVAILABLE);
        } catch (ExecutionException e) {
            throw judged(what, refusals, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private <T> T inTurn(String what, Call<T> call) throws Exception {
        var wire = wires.computeIfAbsent(what, this::newWire);
        wire.permits().acquire();
        try {
            // Asked only now: the wire may have been cut meanwhile.
            return wire.breaker().executeCallable(() -> onceMoreIfBusy(call));
        } finally {
            wire.permits().release();
        }
    }

    private static <T> T onceMoreIfBusy(Call<T> call) throws Exception {
        try {
            return call.run();
        } catch (WxErrorException e) {
            if (e.getError().getErrorCode() != SYSTEM_BUSY) {
                throw e;
            }
            // By chance, or those that were refused together would come back together.
            Thread.sleep(BEFORE_AGAIN_MILLIS + RANDOM.nextInt(BY_CHANCE_MILLIS));
            return call.run();
        }
    }

    private RuntimeException judged(String what, Map<Integer, WechatError> refusals, Throwable cause) {
        return switch (cause) {
            case BusinessError ours -> ours;
            case DataAccessException ours -> ours;
            case CallNotPermittedException _ -> new BusinessError(WechatError.WECHAT_UNAVAILABLE);
            case Error broken -> throw broken;
            default ->
                refusalOf(cause)
                        .<RuntimeException>map(refused -> inOurWords(what, refusals, refused))
                        .orElseGet(() -> unanswered(what, cause));
        };
    }

    /** What WeChat itself refused; empty: the connection or the answer was broken. */
    private static Optional<WxError> refusalOf(Throwable cause) {
        return cause instanceof WxErrorException refused
                        && !NO_ANSWER.contains(refused.getError().getErrorCode())
                ? Optional.of(refused.getError())
                : Optional.empty();
    }

    private BusinessError inOurWords(String what, Map<Integer, WechatError> refusals, WxError refused) {
        var code = refused.getErrorCode();
        var rid = RID.matcher(String.valueOf(refused.getErrorMsgEn()));
        LOG.info("WeChat says {} at a {}, {}", code, what, rid.find() ? rid.group() : "no rid");
        if (refusals.containsKey(code)) {
            return new BusinessError(refusals.get(code));
        }
        if (OF_SETTINGS.containsKey(code)) {
            LOG.error("App {} does not work: {}; its check at the console says more", appId, OF_SETTINGS.get(code));
        }
        return code == TOO_OFTEN
                ? new RetryLater(WechatError.WECHAT_TOO_OFTEN, TOO_OFTEN_SECONDS)
                : new BusinessError(WechatError.WECHAT_UNAVAILABLE);
    }

    private static BusinessError unanswered(String what, Throwable cause) {
        var root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        // The class alone: messages repeat addresses with their tokens, and answers.
        LOG.warn("WeChat gave no usable answer ({}) at a {}", root.getClass().getSimpleName(), what);
        return new BusinessError(WechatError.WECHAT_UNAVAILABLE);
    }
}
