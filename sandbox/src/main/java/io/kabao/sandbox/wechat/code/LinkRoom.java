package io.kabao.sandbox.wechat.code;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.RateWindow;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.wechat.ApiCall;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApps;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Links that open a mini-program from outside, for 30 days at most. Source: WeChat's generateUrlLink document. */
final class LinkRoom implements Room {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final String QUERY = "[0-9A-Za-z!#$&'()*+,/:;=?@._~%-]*";
    private static final int QUERY_AT_MOST = 1024;
    private static final Set<String> VERSIONS = Set.of("release", "trial", "develop");

    private final World world;
    private final WechatApps apps;
    private final Links links;
    /** Links and schemes together. */
    private final RateWindow made = RateWindow.perDay();

    LinkRoom(World world, WechatApps apps, Links links) {
        this.world = world;
        this.apps = apps;
        this.links = links;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/wxa/generate_urllink", this::urlLink);
        routes.post("/wxa/generatescheme", this::scheme);
    }

    private void urlLink(Context call) {
        var request = ApiCall.of(call, apps, Kind.MINI_PROGRAM);
        String link = make("https://wxaurl.cn/", request, "");
        WechatReply.ok(call, Map.of("url_link", link));
    }

    private void scheme(Context call) {
        var request = ApiCall.of(call, apps, Kind.MINI_PROGRAM);
        String link = make("weixin://dl/business/?t=", request, "jump_wxa.");
        WechatReply.ok(call, Map.of("openlink", link));
    }

    /** Makes a link that begins so, to what is asked for there. Errors: those below, 45009 so many were made today. */
    private String make(String beginning, ApiCall request, String where) {
        var target = target(request, where);
        var until = until(request);
        var app = request.app();
        if (!made.take(
                app.appId(),
                app.settings().quotas().linksPerDay(),
                world.clock().instant())) {
            throw new WechatError(45009);
        }
        return links.make(beginning, target, until);
    }

    private static MiniTarget target(ApiCall request, String where) {
        String path = request.text(where + "path").orElse("pages/index/index");
        String page = path.startsWith("/") ? path.substring(1) : path;
        if (page.contains("?") || !request.app().settings().hasPage(page)) {
            throw new WechatError(40165);
        }
        String query = request.text(where + "query").orElse("");
        if (query.length() > QUERY_AT_MOST || !query.matches(QUERY)) {
            throw new WechatError(40212);
        }
        String env = request.text(where + "env_version").orElse("release");
        if (!VERSIONS.contains(env)) {
            throw new WechatError(85402);
        }
        return new MiniTarget(request.app().appId(), page, MiniTarget.query(query), env);
    }

    /** A time, or a number of days. Error: 85401 neither, in the past, or more than 30 days. */
    private Instant until(ApiCall request) {
        Instant now = world.clock().instant();
        long days = request.number("expire_interval", 0);
        long time = request.number("expire_time", 0);
        boolean byDays = request.number("expire_type", 0) == 1;
        if (byDays && (days < 1 || days > LONGEST.toDays())) {
            throw new WechatError(85401);
        }
        Instant until = byDays ? now.plus(Duration.ofDays(days)) : Instant.ofEpochSecond(time);
        if (until.isBefore(now.plus(SHORTEST)) || until.isAfter(now.plus(LONGEST))) {
            throw new WechatError(85401);
        }
        return until;
    }
}
