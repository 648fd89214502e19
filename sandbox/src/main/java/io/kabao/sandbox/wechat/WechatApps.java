package io.kabao.sandbox.wechat;

import io.javalin.http.Context;
import io.kabao.sandbox.http.Violations;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The registered apps; the one place that judges secrets and tokens. */
public final class WechatApps {
    private final Map<String, WechatApp> apps = new ConcurrentHashMap<>();
    private static final int AT_MOST = 20_000;

    private final World world;

    /** None yet. */
    public WechatApps(World world) {
        this.world = world;
    }

    /** Registers it anew: an app of this id that was there is forgotten with its tokens. */
    void register(WechatApp app) {
        if (!apps.containsKey(app.appId()) && apps.size() >= AT_MOST) {
            throw new IllegalArgumentException("at most " + AT_MOST + " apps");
        }
        apps.put(app.appId(), app);
    }

    World world() {
        return world;
    }

    /** All of them, by id. */
    List<AppSettings> all() {
        return apps.values().stream()
                .map(WechatApp::settings)
                .sorted(Comparator.comparing(AppSettings::appId))
                .toList();
    }

    /** What a person does with an app: it must be there and of this kind. Control calls answer 404 and 400. */
    public WechatApp require(@Nullable String appId, AppSettings.@Nullable Kind kind) {
        WechatApp app = appId == null ? null : apps.get(appId);
        if (app == null) {
            throw new NoSuchElementException("no app " + appId + " is registered");
        }
        if (kind != null && app.settings().kind() != kind) {
            throw new IllegalArgumentException(appId + " is no " + kind);
        }
        return app;
    }

    /** The app an API call names. Errors: 41002, 40013. */
    public WechatApp named(@Nullable String appId) {
        if (appId == null || appId.isEmpty()) {
            throw new WechatError(41002);
        }
        WechatApp app = apps.get(appId);
        if (app == null) {
            throw new WechatError(40013);
        }
        return app;
    }

    /** The app whose id and secret these are. Errors: 41002, 41004, 40013, 40001. */
    public WechatApp authenticate(@Nullable String appId, @Nullable String secret) {
        WechatApp app = named(appId);
        if (secret == null || secret.isEmpty()) {
            throw new WechatError(41004);
        }
        if (!app.hasSecret(secret)) {
            throw new WechatError(40001, "invalid appsecret");
        }
        return app;
    }

    /** The app of this kind whose live token the call carries. Errors: those below, 48001. */
    public WechatApp requireToken(Context call, AppSettings.Kind kind) {
        WechatApp app = requireToken(call);
        if (app.settings().kind() != kind) {
            throw new WechatError(48001);
        }
        return app;
    }

    /**
     * The app whose live token the call carries; anything else is a violation. Errors: 41001 none, 40014 never given
     * out, 42001 its time is over, 40001 a newer one replaced it.
     */
    public WechatApp requireToken(Context call) {
        String token = call.queryParam("access_token");
        if (token == null || token.isEmpty()) {
            throw violation(call, 41001, "no token");
        }
        Instant now = world.clock().instant();
        for (WechatApp app : apps.values()) {
            AccessToken known = app.token(token).orElse(null);
            if (known != null) {
                if (known.isLive(now)) {
                    return app;
                }
                throw known.replaced()
                        ? violation(call, 40001, "a replaced token of " + app.appId())
                        : violation(call, 42001, "an expired token of " + app.appId());
            }
        }
        throw violation(call, 40014, "a token never given out");
    }

    private WechatError violation(Context call, int code, String what) {
        Violations violations = world.violations();
        violations.report("LIVE_TOKEN", call.path() + " was called with " + what);
        return new WechatError(code);
    }
}
