package io.kabao.door;

import io.kabao.kernel.NetworkAddress;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.error.RetryLater;
import io.kabao.kernel.limit.Buckets;
import io.kabao.kernel.limit.Buckets.Rate;
import io.kabao.kernel.session.Realm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Counts the calls of handlers that are {@link Limited} and refuses those beyond their limit. */
@Component
public class Limits implements HandlerInterceptor {

    private static final String FACTOR = "kabao.limits.factor";
    /** So many wrong passwords at once, and in the long run one a minute with the usual number. */
    private static final Duration WRONG_PASSWORDS_WITHIN = Duration.ofMinutes(5);

    private static final String UNKNOWN_ADDRESS = "unknown";
    private static final Pattern SCENE = Pattern.compile("[0-9A-Za-z]{1,32}");

    private final Buckets buckets;
    private final Map<Limit, Map<LimitKey, Integer>> perMinute = new EnumMap<>(Limit.class);

    Limits(Buckets buckets, Environment environment) {
        this.buckets = buckets;
        var factor = number(environment, FACTOR, 1);
        for (var limit : Limit.values()) {
            var ofLimit = new EnumMap<LimitKey, Integer>(LimitKey.class);
            for (var key : LimitKey.values()) {
                ofLimit.put(
                        key,
                        Math.multiplyExact(factor, number(environment, limit.property(key), limit.perMinute(key))));
            }
            perMinute.put(limit, ofLimit);
        }
    }

    private static int number(Environment environment, String property, int usual) {
        int given = environment.getProperty(property, Integer.class, usual);
        if (given < 0) {
            throw new IllegalArgumentException(property + " is a number of calls per minute, or 0 for any number");
        }
        return given;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var limited = method.getMethodAnnotation(Limited.class);
            if (limited != null) {
                if (limited.guessable()) {
                    refuseWhoGuesses(request);
                }
                take(limited.value(), request);
            }
        }
        return true;
    }

    /**
     * Counts a guess at something that does not exist. It refuses nothing: what follows does, at handlers that are
     * {@link Limited#guessable}.
     */
    public void countMiss(HttpServletRequest request) {
        for (var key : List.of(LimitKey.ADDRESS, LimitKey.CALLER)) {
            bucket(Limit.UNKNOWN_SCENE, key, request).ifPresent(name -> {
                var _ = buckets.take(name, Rate.perMinute(allowed(Limit.UNKNOWN_SCENE, key)));
            });
        }
    }

    /** Counts a call for a scene that its body names. Errors: {@link KernelError#TOO_MANY_REQUESTS}. */
    public void takeFor(Limit limit, String scene) {
        var allowed = allowed(limit, LimitKey.SCENE);
        if (allowed > 0 && SCENE.matcher(scene).matches()) {
            refuse(buckets.take(limit + ":" + LimitKey.SCENE + ":" + scene, Rate.perMinute(allowed)));
        }
    }

    /** Whether one more of these by this caller is within the limit; counts it. */
    boolean allows(Limit limit, HttpServletRequest request) {
        return bucket(limit, LimitKey.CALLER, request)
                .map(name -> !buckets.take(name, Rate.perMinute(allowed(limit, LimitKey.CALLER)))
                        .isPositive())
                .orElse(true);
    }

    /**
     * Counts a try at an account from where the call came from, before it is judged: strangers elsewhere delay nobody.
     * Errors: {@link KernelError#TOO_MANY_REQUESTS}. Answers the count, to be given back when the try was right.
     */
    public Attempt tryAccount(String account, HttpServletRequest request) {
        var allowed = allowed(Limit.WRONG_PASSWORD, LimitKey.ADDRESS);
        if (allowed == 0) {
            return () -> {};
        }
        var address = CallerAddress.of(request).map(NetworkAddress::of).orElse(UNKNOWN_ADDRESS);
        var name = Limit.WRONG_PASSWORD + ":" + fingerprint(account) + ":" + address;
        var rate = new Rate(allowed, WRONG_PASSWORDS_WITHIN);
        refuse(buckets.take(name, rate));
        return () -> buckets.giveBack(name, rate);
    }

    /** A try that was counted. */
    @FunctionalInterface
    public interface Attempt {

        /** The try was right and does not count. */
        void forget();
    }

    /** What was typed as an account may be a password: no name of a bucket holds it. */
    private static String fingerprint(String account) {
        return HexFormat.of().formatHex(Realm.fingerprint(account.toLowerCase(Locale.ROOT)), 0, 12);
    }

    private void refuseWhoGuesses(HttpServletRequest request) {
        for (var key : List.of(LimitKey.ADDRESS, LimitKey.CALLER)) {
            bucket(Limit.UNKNOWN_SCENE, key, request)
                    .ifPresent(name ->
                            refuse(buckets.waitFor(name, Rate.perMinute(allowed(Limit.UNKNOWN_SCENE, key)))));
        }
    }

    private void take(Limit limit, HttpServletRequest request) {
        for (var key : LimitKey.values()) {
            bucket(limit, key, request)
                    .ifPresent(name -> refuse(buckets.take(name, Rate.perMinute(allowed(limit, key)))));
        }
    }

    private static void refuse(Duration wait) {
        if (wait.isPositive()) {
            throw new RetryLater(
                    KernelError.TOO_MANY_REQUESTS, wait.plusMillis(999).toSeconds());
        }
    }

    private int allowed(Limit limit, LimitKey key) {
        return perMinute.getOrDefault(limit, Map.of()).getOrDefault(key, 0);
    }

    /** The bucket that this call is counted in; empty when it is not limited by this key. */
    private Optional<String> bucket(Limit limit, LimitKey key, HttpServletRequest request) {
        if (allowed(limit, key) == 0) {
            return Optional.empty();
        }
        var whose = switch (key) {
            case ADDRESS ->
                Optional.of(CallerAddress.of(request).map(NetworkAddress::of).orElse(UNKNOWN_ADDRESS));
            case CALLER -> Caller.of(request).map(caller -> caller.realm() + "/" + caller.id());
            case MERCHANT -> Caller.of(request).map(caller -> Long.toString(caller.merchantId()));
            case SCENE -> scene(request);
        };
        return whose.map(name -> limit + ":" + key + ":" + name);
    }

    /** What nobody would call a scene gets no bucket of its own: it can't be found and counts as a miss. */
    private static Optional<String> scene(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("scene") instanceof String scene
                        && SCENE.matcher(scene).matches()
                ? Optional.of(scene)
                : Optional.empty();
    }
}
