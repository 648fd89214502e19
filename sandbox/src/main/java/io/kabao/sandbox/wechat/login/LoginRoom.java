package io.kabao.sandbox.wechat.login;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.RateWindow;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.People;
import io.kabao.sandbox.people.Tie;
import io.kabao.sandbox.wechat.ApiCall;
import io.kabao.sandbox.wechat.AppSettings;
import io.kabao.sandbox.wechat.WechatApps;
import io.kabao.sandbox.wechat.login.OneTimeCodes.Code;
import io.kabao.sandbox.wechat.login.OneTimeCodes.Use;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A mini-program's server asks who logged in, and for the phone number the person let it have. */
public final class LoginRoom implements Room {
    private static final int LOGINS_A_MINUTE = 100;

    private final World world;
    private final WechatApps apps;
    private final OneTimeCodes codes;
    private final RateWindow logins = RateWindow.perMinute();

    /** The room of these codes. */
    public LoginRoom(World world, WechatApps apps, OneTimeCodes codes) {
        this.world = world;
        this.apps = apps;
        this.codes = codes;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/sns/jscode2session", this::session);
        routes.post("/wxa/business/getuserphonenumber", this::phoneNumber);
    }

    /** An access_token that comes with it is not looked at, as some clients send one. */
    private void session(Context call) {
        var app = apps.authenticate(call.queryParam("appid"), call.queryParam("secret"));
        if (!"authorization_code".equals(call.queryParam("grant_type"))) {
            throw new WechatError(40002);
        }
        String value = call.queryParam("js_code");
        if (value == null || value.isEmpty()) {
            world.violations().report("MISSING_FIELD", call.path() + " was called without js_code");
            throw new WechatError(40029);
        }
        String user = codes.require(value, app.appId()).tie().openId();
        if (!logins.take(user, LOGINS_A_MINUTE, world.clock().instant())) {
            throw new WechatError(45011);
        }
        Tie tie = codes.redeem(value, app.appId(), Set.of(Use.LOGIN)).tie();
        var answer = new LinkedHashMap<String, String>();
        answer.put("openid", tie.openId());
        answer.put("session_key", sessionKey());
        String platform = app.settings().openPlatformId();
        if (platform != null) {
            answer.put("unionid", People.unionId(tie.person(), platform));
        }
        WechatReply.bare(call, answer);
    }

    private void phoneNumber(Context call) {
        var request = ApiCall.of(call, apps, AppSettings.Kind.MINI_PROGRAM);
        String appId = request.app().appId();
        String value = request.required("code");
        String openId = request.text("openid").orElse(null);
        if (openId != null && !codes.require(value, appId).tie().openId().equals(openId)) {
            throw new WechatError(40003);
        }
        Code code = codes.redeem(value, appId, Set.of(Use.PHONE));
        var profile = code.tie().person().profile();
        boolean chinese = profile.countryCode().equals("86");
        Object countryCode = code.numeric() ? Integer.valueOf(profile.countryCode()) : profile.countryCode();
        WechatReply.ok(
                call,
                Map.of(
                        "phone_info",
                        Map.of(
                                "phoneNumber",
                                chinese ? profile.phone() : profile.countryCode() + profile.phone(),
                                "purePhoneNumber",
                                profile.phone(),
                                "countryCode",
                                countryCode,
                                "watermark",
                                Map.of("timestamp", world.clock().instant().getEpochSecond(), "appid", appId))));
    }

    private static String sessionKey() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 22) + "==";
    }
}
