package io.kabao.sandbox.wechat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.RateWindow;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.http.World;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens of both kinds and tickets. */
public final class TokenRoom implements Room {
    private static final String GRANT = "client_credential";

    private final World world;
    private final WechatApps apps;
    private final RateWindow classicToday = RateWindow.perDay();
    private final RateWindow stableThisMinute = RateWindow.perMinute();
    private final RateWindow stableToday = RateWindow.perDay();

    /** The room of these apps. */
    public TokenRoom(World world, WechatApps apps) {
        this.world = world;
        this.apps = apps;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/cgi-bin/token", this::classicToken);
        routes.post("/cgi-bin/stable_token", this::stableToken);
        routes.get("/cgi-bin/ticket/getticket", this::ticket);
    }

    private void classicToken(Context call) {
        requireGrant(call.queryParam("grant_type"));
        var app = apps.authenticate(call.queryParam("appid"), call.queryParam("secret"));
        var now = world.clock().instant();
        require(classicToday.take(app.appId(), app.settings().quotas().tokensPerDay(), now));
        replyToken(call, app, app.classicToken(now));
    }

    private record StableRequest(
            @JsonProperty("grant_type") @Nullable String grantType,
            @Nullable String appid,
            @Nullable String secret,
            @JsonProperty("force_refresh") @Nullable Boolean forceRefresh) {}

    private void stableToken(Context call) {
        var request = WechatReply.body(call, StableRequest.class);
        requireGrant(request.grantType());
        var app = apps.authenticate(request.appid(), request.secret());
        boolean force = Boolean.TRUE.equals(request.forceRefresh());
        var quotas = app.settings().quotas();
        var now = world.clock().instant();
        require(stableThisMinute.take(app.appId(), quotas.stableCallsPerMinute(), now));
        require(stableToday.take(app.appId(), quotas.stableCallsPerDay(), now));
        replyToken(call, app, app.stableToken(force, now));
    }

    private void ticket(Context call) {
        var app = apps.requireToken(call);
        var type = switch (call.queryParam("type")) {
            case "jsapi" -> WechatApp.TicketType.JSAPI;
            case "wx_card" -> WechatApp.TicketType.WX_CARD;
            case null, default -> throw new WechatError(40097);
        };
        var now = world.clock().instant();
        var ticket = app.ticket(type, now);
        WechatReply.ok(call, Map.of("ticket", ticket.value(), "expires_in", ticket.secondsLeft(now)));
    }

    private void replyToken(Context call, WechatApp app, AccessToken token) {
        if (app.isFetchedTooOften()) {
            world.violations().report("TOKEN_FETCHED_AGAIN", app.appId() + " fetched a token it had and that lives on");
        }
        long left = token.secondsLeft(world.clock().instant());
        WechatReply.bare(call, Map.of("access_token", token.value(), "expires_in", left));
    }

    private static void require(boolean withinQuota) {
        if (!withinQuota) {
            throw new WechatError(45009);
        }
    }

    private static void requireGrant(@Nullable String grant) {
        if (!GRANT.equals(grant)) {
            throw new WechatError(40002);
        }
    }
}
