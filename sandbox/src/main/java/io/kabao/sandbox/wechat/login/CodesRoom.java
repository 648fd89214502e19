package io.kabao.sandbox.wechat.login;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.people.Following;
import io.kabao.sandbox.people.People;
import io.kabao.sandbox.people.Tie;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApp;
import io.kabao.sandbox.wechat.WechatApps;
import io.kabao.sandbox.wechat.login.OneTimeCodes.Use;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person's WeChat does for an app: gives it codes; and what the app knows of the person. */
public final class CodesRoom implements Room {
    private final WechatApps apps;
    private final People people;
    private final OneTimeCodes codes;

    /** The room of these codes. */
    public CodesRoom(WechatApps apps, People people, OneTimeCodes codes) {
        this.apps = apps;
        this.people = people;
        this.codes = codes;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/sandbox/people/{id}/apps/{app}", this::show);
        routes.post("/sandbox/people/{id}/login-codes", call -> issue(call, Use.LOGIN));
        routes.post("/sandbox/people/{id}/phone-codes", call -> issue(call, Use.PHONE));
        routes.post("/sandbox/people/{id}/oauth-codes", call -> issue(call, Use.OAUTH_BASE));
        routes.post("/sandbox/people/{id}/consents", this::consent);
    }

    private record Wanted(
            @Nullable String appId,
            @Nullable Boolean numericCountryCode,
            @Nullable Boolean userInfo) {}

    private void issue(Context call, Use use) {
        var wanted = call.bodyAsClass(Wanted.class);
        Kind kind = use == Use.OAUTH_BASE ? Kind.OFFICIAL_ACCOUNT : Kind.MINI_PROGRAM;
        Tie tie = tie(call, apps.require(wanted.appId(), kind));
        Use meant = use == Use.OAUTH_BASE && Boolean.TRUE.equals(wanted.userInfo()) ? Use.OAUTH_USERINFO : use;
        String code = codes.issue(meant, tie, Boolean.TRUE.equals(wanted.numericCountryCode()));
        call.status(201).json(Map.of("code", code, "openId", tie.openId()));
    }

    private record Known(
            String appId,
            Kind kind,
            String openId,
            @Nullable String unionId,
            @Nullable Following following) {}

    private void show(Context call) {
        WechatApp app = apps.require(call.pathParam("app"), null);
        Tie tie = tie(call, app);
        String platform = app.settings().openPlatformId();
        call.json(new Known(
                app.appId(),
                app.settings().kind(),
                tie.openId(),
                platform == null ? null : People.unionId(tie.person(), platform),
                tie.following().orElse(null)));
    }

    private record Consent(
            @Nullable String appId,
            @Nullable String templateId,
            @Nullable Integer messages) {}

    private void consent(Context call) {
        var wanted = call.bodyAsClass(Consent.class);
        int messages = wanted.messages() == null ? 1 : wanted.messages();
        if (wanted.templateId() == null || messages < 1 || messages > 1000) {
            throw new IllegalArgumentException("templateId is needed, messages is 1 to 1000");
        }
        tie(call, apps.require(wanted.appId(), null)).consent(wanted.templateId(), messages);
        call.status(204);
    }

    private Tie tie(Context call, WechatApp app) {
        return people.tie(people.require(call.pathParam("id")), app.appId());
    }
}
