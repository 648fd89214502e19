package io.kabao.sandbox.wechat.login;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.kabao.sandbox.http.Bounded;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.People;
import io.kabao.sandbox.people.Tie;
import io.kabao.sandbox.wechat.AppSettings;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApp;
import io.kabao.sandbox.wechat.WechatApps;
import io.kabao.sandbox.wechat.login.OneTimeCodes.Use;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * OAuth of official accounts: the browser is sent here and back with a code. Who holds the browser is said by the query
 * parameter {@code person} or the cookie {@code sandbox_person}.
 */
public final class OauthRoom implements Room {
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(7200);
    private static final Duration REFRESH_LIFE = Duration.ofDays(30);
    private static final int GRANTS_KEPT = 100_000;

    private final World world;
    private final WechatApps apps;
    private final People people;
    private final OneTimeCodes codes;
    private final Bounded<String, Grant> grants = new Bounded<>(GRANTS_KEPT);

    /** The room of these codes. */
    public OauthRoom(World world, WechatApps apps, People people, OneTimeCodes codes) {
        this.world = world;
        this.apps = apps;
        this.people = people;
        this.codes = codes;
    }

    private record Grant(Tie tie, boolean userInfo, boolean refresh, Instant until) {}

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/connect/oauth2/authorize", this::authorize);
        routes.get("/sns/oauth2/access_token", this::token);
        routes.get("/sns/oauth2/refresh_token", this::refresh);
        routes.get("/sns/userinfo", this::userInfo);
        routes.get("/sns/auth", this::check);
    }

    private void authorize(Context call) {
        String appId = call.queryParam("appid");
        String back = call.queryParam("redirect_uri");
        Use use = use(call.queryParam("scope"));
        String person = call.queryParam("person") == null ? call.cookie("sandbox_person") : call.queryParam("person");
        if (back == null || !back.matches("https?://.+") || use == null) {
            refuse(call, "redirect_uri and scope are needed");
        } else if (!"code".equals(call.queryParam("response_type"))) {
            refuse(call, "response_type is code");
        } else if (person == null || !people.has(person)) {
            refuse(call, "who holds this browser? Give ?person= or the cookie sandbox_person");
        } else {
            var app = apps.require(appId, Kind.OFFICIAL_ACCOUNT);
            Tie tie = people.tie(people.require(person), app.appId());
            String code = codes.issue(use, tie, false);
            call.redirect(withCode(back, code, call.queryParam("state")), HttpStatus.FOUND);
        }
    }

    private static @Nullable Use use(@Nullable String scope) {
        return switch (scope) {
            case "snsapi_base" -> Use.OAUTH_BASE;
            case "snsapi_userinfo" -> Use.OAUTH_USERINFO;
            case null, default -> null;
        };
    }

    /** The fragment stays at the end, behind what is added. */
    private static String withCode(String back, String code, @Nullable String state) {
        int hash = back.indexOf('#');
        String address = hash < 0 ? back : back.substring(0, hash);
        String fragment = hash < 0 ? "" : back.substring(hash);
        String stated = URLEncoder.encode(state == null ? "" : state, StandardCharsets.UTF_8);
        return address + (address.indexOf('?') < 0 ? '?' : '&') + "code=" + code + "&state=" + stated + fragment;
    }

    private static void refuse(Context call, String why) {
        call.status(400).contentType("text/plain; charset=utf-8").result(why);
    }

    private void token(Context call) {
        var app = apps.authenticate(call.queryParam("appid"), call.queryParam("secret"));
        requireGrantType(call, "authorization_code");
        String value = call.queryParam("code");
        if (value == null || value.isEmpty()) {
            world.violations().report("MISSING_FIELD", call.path() + " was called without code");
            throw new WechatError(41008, "missing code");
        }
        var code = codes.redeem(value, app.appId(), OneTimeCodes.OAUTH);
        answer(call, app, code.tie(), code.use() == Use.OAUTH_USERINFO);
    }

    private void refresh(Context call) {
        var app = apps.named(call.queryParam("appid"));
        requireGrantType(call, "refresh_token");
        Grant grant = grant(call.queryParam("refresh_token"), true);
        if (!grant.tie().appId().equals(app.appId())) {
            throw new WechatError(40030, "invalid refresh_token");
        }
        answer(call, app, grant.tie(), grant.userInfo());
    }

    private void answer(Context call, WechatApp app, Tie tie, boolean userInfo) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", give(tie, userInfo, false));
        answer.put("expires_in", TOKEN_LIFE.toSeconds());
        answer.put("refresh_token", give(tie, userInfo, true));
        answer.put("openid", tie.openId());
        answer.put("scope", userInfo ? "snsapi_userinfo" : "snsapi_base");
        putUnionId(answer, app.settings(), tie);
        WechatReply.bare(call, answer);
    }

    private String give(Tie tie, boolean userInfo, boolean refresh) {
        String value = "oauth_" + UUID.randomUUID() + UUID.randomUUID();
        Instant until = world.clock().instant().plus(refresh ? REFRESH_LIFE : TOKEN_LIFE);
        grants.put(value, new Grant(tie, userInfo, refresh, until));
        return value;
    }

    private void userInfo(Context call) {
        Grant grant = grantOf(call);
        if (!grant.userInfo()) {
            throw new WechatError(48001);
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("openid", grant.tie().openId());
        answer.put("nickname", grant.tie().person().profile().nickname());
        answer.put("sex", 0);
        answer.put("province", "");
        answer.put("city", "");
        answer.put("country", "");
        answer.put("headimgurl", "");
        answer.put("privilege", List.of());
        putUnionId(answer, apps.require(grant.tie().appId(), null).settings(), grant.tie());
        WechatReply.bare(call, answer);
    }

    private void check(Context call) {
        grantOf(call);
        WechatReply.ok(call, Map.of());
    }

    private Grant grantOf(Context call) {
        Grant grant = grant(call.queryParam("access_token"), false);
        if (!grant.tie().openId().equals(call.queryParam("openid"))) {
            throw new WechatError(40003);
        }
        return grant;
    }

    private Grant grant(@Nullable String value, boolean refresh) {
        Grant grant = value == null ? null : grants.get(value).orElse(null);
        if (grant == null || grant.refresh() != refresh) {
            throw refresh ? new WechatError(40030, "invalid refresh_token") : new WechatError(40001);
        }
        if (!world.clock().instant().isBefore(grant.until())) {
            throw refresh ? new WechatError(42002, "refresh_token expired") : new WechatError(42001);
        }
        return grant;
    }

    private static void putUnionId(Map<String, Object> answer, AppSettings app, Tie tie) {
        if (app.openPlatformId() != null) {
            answer.put("unionid", People.unionId(tie.person(), app.openPlatformId()));
        }
    }

    private static void requireGrantType(Context call, String wanted) {
        if (!wanted.equals(call.queryParam("grant_type"))) {
            throw new WechatError(40002);
        }
    }
}
