package io.kabao.sandbox.wechat.code;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.RateWindow;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.wechat.ApiCall;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.Quotas;
import io.kabao.sandbox.wechat.WechatApp;
import io.kabao.sandbox.wechat.WechatApps;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Mini-program codes without limit of number, each a picture; the header {@code X-Sandbox-Scene} repeats the scene.
 * Source: WeChat's getUnlimitedQRCode document.
 */
final class MiniCodeRoom implements Room {
    private static final String SCENE = "[0-9A-Za-z!#$&'()*+,/:;=?@._~-]+";
    private static final int SCENE_AT_MOST = 32;
    private static final String HOME = "pages/index/index";
    private static final Set<String> VERSIONS = Set.of("release", "trial", "develop");

    private final World world;
    private final WechatApps apps;
    private final RateWindow made = RateWindow.perMinute();
    /** By app, the pages of codes that were made without looking whether they are there. */
    private final Map<String, Set<String>> unchecked = new ConcurrentHashMap<>();

    MiniCodeRoom(World world, WechatApps apps) {
        this.world = world;
        this.apps = apps;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/wxa/getwxacodeunlimit", this::make);
    }

    private void make(Context call) {
        var request = take(call);
        WechatApp app = request.app();
        String scene = scene(request);
        String page = request.text("page").orElse(HOME);
        checkPage(request, app, page);
        String env = request.text("env_version").orElse("release");
        if (!VERSIONS.contains(env)) {
            throw new WechatError(40097);
        }
        QrPicture.Look look = look(request);
        Quotas quotas = app.settings().quotas();
        if (!made.take(app.appId(), quotas.codesPerMinute(), world.clock().instant())
                || !mayName(page, app, quotas.uncheckedPages())) {
            throw new WechatError(45009);
        }
        call.header("X-Sandbox-Scene", scene);
        call.contentType(look.clear() ? "image/png" : "image/jpeg")
                .result(QrPicture.write(MiniTarget.code(app.appId(), page, scene, env), look));
    }

    /** A body that is no JSON has a code of its own here. */
    private ApiCall take(Context call) {
        try {
            return ApiCall.of(call, apps, Kind.MINI_PROGRAM);
        } catch (WechatError e) {
            throw e.code() == 47001 ? new WechatError(40169) : e;
        }
    }

    private static String scene(ApiCall request) {
        String scene = request.text("scene").orElse("");
        if (scene.isEmpty()) {
            throw request.missing("scene", 40129);
        }
        if (scene.length() > SCENE_AT_MOST) {
            throw new WechatError(40169);
        }
        if (!scene.matches(SCENE)) {
            throw new WechatError(40129);
        }
        return scene;
    }

    private static void checkPage(ApiCall request, WechatApp app, String page) {
        if (page.startsWith("/") || page.contains("?")) {
            throw new WechatError(41030);
        }
        if (page.contains("scancode_time")) {
            throw new WechatError(85096);
        }
        boolean check = !request.text("check_path").orElse("true").equals("false");
        if (check && !app.settings().hasPage(page)) {
            throw new WechatError(41030);
        }
    }

    /** Pages that are not released have a quota of their own, each counted once. */
    private boolean mayName(String page, WechatApp app, int atMost) {
        if (app.settings().hasPage(page)) {
            return true;
        }
        var pages = unchecked.computeIfAbsent(app.appId(), _ -> new HashSet<>());
        synchronized (pages) {
            return pages.contains(page) || (pages.size() < atMost && pages.add(page));
        }
    }

    private static QrPicture.Look look(ApiCall request) {
        long width = request.number("width", 430);
        if (width < 280 || width > 1280) {
            throw new WechatError(40097);
        }
        boolean automatic = request.text("auto_color").orElse("false").equals("true");
        int colour = automatic ? 0 : part(request, "r") << 16 | part(request, "g") << 8 | part(request, "b");
        boolean clear = request.text("is_hyaline").orElse("false").equals("true");
        return new QrPicture.Look((int) width, colour, clear);
    }

    private static int part(ApiCall request, String colour) {
        long value = request.number("line_color." + colour, 0);
        if (value < 0 || value > 255) {
            throw new WechatError(40097);
        }
        return (int) value;
    }
}
