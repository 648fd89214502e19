package io.kabao.sandbox.wechat;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.wechat.push.Callback;
import io.kabao.sandbox.wechat.push.MessageCrypt;
import io.kabao.sandbox.wechat.push.Pushes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** WeChat's console: registers apps and shows them, without their secrets. */
public final class AppRoom implements Room {
    /** What WeChat's documents say. */
    private static final Quotas USUAL = new Quotas(100_000, 5_000, 60_000, 2_000, 10_000, 500_000, 500_000, 3_000_000);

    private static final int PATIENCE_MILLIS = 5_000;

    private final WechatApps apps;
    private final Pushes pushes;

    /** The room of these apps and their pushes. */
    public AppRoom(WechatApps apps, Pushes pushes) {
        this.apps = apps;
        this.pushes = pushes;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/sandbox/apps", this::register);
        routes.get("/sandbox/apps", this::list);
    }

    private record Registration(
            @Nullable String appId,
            @Nullable String secret,
            AppSettings.@Nullable Kind kind,
            @Nullable String name,
            @Nullable String originalId,
            @Nullable String openPlatformId,
            @Nullable URI callbackUrl,
            @Nullable String token,
            @Nullable String aesKey,
            @Nullable Boolean safe,
            @Nullable Integer patienceMillis,
            @Nullable List<String> pages,
            @Nullable List<String> templates,
            @Nullable Integer permanentCodes,
            @Nullable Integer codesPerMinute,
            @Nullable Integer uncheckedPages,
            @Nullable Integer tokensPerDay,
            @Nullable Integer stableCallsPerMinute,
            @Nullable Integer stableCallsPerDay,
            @Nullable Integer linksPerDay,
            @Nullable Integer linkOpensPerDay,
            @Nullable Integer tokenFetches) {
        private static final String ID = "[0-9A-Za-z_-]{1,64}";

        @Nullable
        Callback callback(String forApp) {
            if (callbackUrl == null) {
                return null;
            }
            boolean encrypted = safe == null ? aesKey != null : safe;
            if (token == null || (encrypted && aesKey == null)) {
                throw new IllegalArgumentException("callbackUrl needs a token, safe mode an aesKey too");
            }
            if (aesKey != null) {
                new MessageCrypt(aesKey);
            }
            var patience = Duration.ofMillis(or(patienceMillis, PATIENCE_MILLIS));
            String name = originalId == null ? "gh_" + forApp : originalId;
            return new Callback(forApp, name, callbackUrl, token, encrypted ? aesKey : null, patience);
        }

        AppSettings settings() {
            if (appId == null || secret == null || kind == null || !appId.matches(ID)) {
                throw new IllegalArgumentException("appId (letters, digits, _ and -), secret and kind are needed");
            }
            return new AppSettings(
                    appId, kind, name, secret, openPlatformId, pages, templates, quotas(), or(tokenFetches, 1));
        }

        private Quotas quotas() {
            return new Quotas(
                    or(permanentCodes, USUAL.permanentCodes()),
                    or(codesPerMinute, USUAL.codesPerMinute()),
                    or(uncheckedPages, USUAL.uncheckedPages()),
                    or(tokensPerDay, USUAL.tokensPerDay()),
                    or(stableCallsPerMinute, USUAL.stableCallsPerMinute()),
                    or(stableCallsPerDay, USUAL.stableCallsPerDay()),
                    or(linksPerDay, USUAL.linksPerDay()),
                    or(linkOpensPerDay, USUAL.linkOpensPerDay()));
        }

        private static int or(@Nullable Integer given, int otherwise) {
            return given == null ? otherwise : given;
        }
    }

    private record Shown(
            String appId,
            AppSettings.Kind kind,
            @Nullable String name,
            @Nullable String openPlatformId,
            boolean pushes) {}

    private void register(Context call) {
        var wanted = call.bodyAsClass(Registration.class);
        var settings = wanted.settings();
        var callback = wanted.callback(settings.appId());
        apps.register(new WechatApp(settings));
        pushes.register(settings.appId(), callback);
        call.status(201).json(shown(settings));
    }

    private void list(Context call) {
        call.json(Map.of("items", apps.all().stream().map(this::shown).toList()));
    }

    private Shown shown(AppSettings app) {
        return new Shown(app.appId(), app.kind(), app.name(), app.openPlatformId(), pushes.reaches(app.appId()));
    }
}
