package io.kabao.sandbox.wechat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.http.World;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens of both kinds and tickets, and the registration of the apps they are for. */
public final class TokenRoom implements Room {
    private static final String GRANT = "client_credential";

    private final World world;
    private final WechatApps apps;

    /** A room without apps. */
    public TokenRoom(World world) {
        this.world = world;
        this.apps = new WechatApps(world);
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/sandbox/apps", this::register);
        routes.get("/cgi-bin/token", this::classicToken);
        routes.post("/cgi-bin/stable_token", this::stableToken);
        routes.get("/cgi-bin/ticket/getticket", this::ticket);
    }

    private record Registration(
            @Nullable String appId, @Nullable String secret, WechatApp.@Nullable Kind kind) {}

    private void register(Context call) {
        var wanted = call.bodyAsClass(Registration.class);
        if (wanted.appId() == null || wanted.secret() == null || wanted.kind() == null) {
            throw new IllegalArgumentException("appId, secret and kind are needed");
        }
        var app = new WechatApp(wanted.appId(), wanted.kind(), wanted.secret());
        apps.register(app);
        call.status(201).json(Map.of("appId", app.appId(), "kind", app.kind()));
    }

    private void classicToken(Context call) {
        requireGrant(call.queryParam("grant_type"));
        var app = apps.authenticate(call.queryParam("appid"), call.queryParam("secret"));
        replyToken(call, app.classicToken(world.clock().instant()));
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
        replyToken(call, app.stableToken(force, world.clock().instant()));
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

    private void replyToken(Context call, AccessToken token) {
        long left = token.secondsLeft(world.clock().instant());
        WechatReply.bare(call, Map.of("access_token", token.value(), "expires_in", left));
    }

    private static void requireGrant(@Nullable String grant) {
        if (!GRANT.equals(grant)) {
            throw new WechatError(40002);
        }
    }
}
