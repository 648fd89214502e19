package io.kabao.sandbox.wechat.code;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.wechat.ApiCall;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApps;
import io.kabao.sandbox.wechat.code.AccountCodes.AccountCode;
import java.util.LinkedHashMap;

/** An official account makes codes with a scene, for a time or for ever. Source: WeChat's createQRCode document. */
final class AccountCodeRoom implements Room {
    private static final long SECONDS_AT_MOST = 2_592_000;
    private static final long SECONDS_USUAL = 60;
    private static final long PERMANENT_NUMBER_AT_MOST = 100_000;
    private static final long NUMBER_AT_MOST = 0xFFFFFFFFL;
    private static final int SCENE_AT_MOST = 64;

    private final World world;
    private final WechatApps apps;
    private final AccountCodes codes;

    AccountCodeRoom(World world, WechatApps apps, AccountCodes codes) {
        this.world = world;
        this.apps = apps;
        this.codes = codes;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/cgi-bin/qrcode/create", this::create);
        routes.get("/cgi-bin/showqrcode", this::show);
    }

    private void create(Context call) {
        var request = ApiCall.of(call, apps, Kind.OFFICIAL_ACCOUNT);
        var app = request.app();
        long seconds = Math.min(request.number("expire_seconds", SECONDS_USUAL), SECONDS_AT_MOST);
        var until = world.clock().instant().plusSeconds(seconds);
        int budget = app.settings().quotas().permanentCodes();
        AccountCode code = switch (request.required("action_name")) {
            case "QR_SCENE" -> codes.passing(app.appId(), number(request, NUMBER_AT_MOST), until);
            case "QR_STR_SCENE" -> codes.passing(app.appId(), words(request), until);
            case "QR_LIMIT_SCENE" -> codes.permanent(app.appId(), number(request, PERMANENT_NUMBER_AT_MOST), budget);
            case "QR_LIMIT_STR_SCENE" -> codes.permanent(app.appId(), words(request), budget);
            default -> throw new WechatError(40052);
        };
        var answer = new LinkedHashMap<String, Object>();
        answer.put("ticket", code.ticket());
        if (code.until() != null) {
            answer.put("expire_seconds", seconds);
        }
        answer.put("url", code.url());
        WechatReply.bare(call, answer);
    }

    private static String number(ApiCall request, long atMost) {
        String text = request.required("action_info.scene.scene_id");
        if (!text.matches("[1-9][0-9]{0,9}") || Long.parseLong(text) > atMost) {
            throw new WechatError(40053);
        }
        return text;
    }

    private static String words(ApiCall request) {
        String text = request.required("action_info.scene.scene_str");
        if (text.length() > SCENE_AT_MOST) {
            throw new WechatError(40053);
        }
        return text;
    }

    /** The picture stays there when the code has ended; who scans it is told. */
    private void show(Context call) {
        String ticket = call.queryParam("ticket");
        var code = codes.find(ticket == null ? "" : ticket).orElse(null);
        if (code == null) {
            call.status(404);
        } else {
            call.contentType("image/jpg").result(QrPicture.write(code.url(), QrPicture.Look.plain(430)));
        }
    }
}
