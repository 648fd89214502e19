package io.kabao.sandbox.wechat;

import io.javalin.http.Context;
import io.kabao.sandbox.http.Violations;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.World;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The registered apps; the one place that judges secrets and tokens. */
final class WechatApps {
    private final Map<String, WechatApp> apps = new ConcurrentHashMap<>();
    private final World world;

    WechatApps(World world) {
        this.world = world;
    }

    /** Registers it anew: an app of this id that was there is forgotten with its tokens. */
    void register(WechatApp app) {
        apps.put(app.appId(), app);
    }

    /** The app whose id and secret these are. Errors: 41002, 41004, 40013, 40001. */
    WechatApp authenticate(@Nullable String appId, @Nullable String secret) {
        if (appId == null || appId.isEmpty()) {
            throw new WechatError(41002);
        }
        if (secret == null || secret.isEmpty()) {
            throw new WechatError(41004);
        }
        WechatApp app = apps.get(appId);
        if (app == null) {
            throw new WechatError(40013);
        }
        if (!app.hasSecret(secret)) {
            throw new WechatError(40001, "invalid appsecret");
        }
        return app;
    }

    /**
     * The app whose live token the call carries; anything else is a violation. Errors: 41001 none, 40014 never given
     * out, 42001 its time is over, 40001 a newer one replaced it.
     */
    WechatApp requireToken(Context call) {
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
