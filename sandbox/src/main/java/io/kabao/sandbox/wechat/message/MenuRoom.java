package io.kabao.sandbox.wechat.message;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.wechat.ApiCall;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApps;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The menu beneath an account's conversation: three buttons at most, five beneath each. */
public final class MenuRoom implements Room {
    private static final int BUTTONS = 3;
    private static final int BENEATH = 5;

    /** By type, what a button of it must have. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "click", List.of("key"),
            "view", List.of("url"),
            "miniprogram", List.of("url", "appid", "pagepath"),
            "scancode_push", List.of("key"),
            "scancode_waitmsg", List.of("key"),
            "media_id", List.of("media_id"),
            "article_id", List.of("article_id"));

    private final WechatApps apps;
    private final Map<String, Map<String, Object>> menus = new ConcurrentHashMap<>();

    /** The room of these apps. */
    public MenuRoom(WechatApps apps) {
        this.apps = apps;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/cgi-bin/menu/create", this::create);
        routes.get("/cgi-bin/menu/get", this::show);
        routes.get("/cgi-bin/menu/delete", this::delete);
        // The person's side: the same, without a token.
        routes.get(
                "/sandbox/apps/{app}/menu",
                call -> call.json(menus.getOrDefault(call.pathParam("app"), Map.of("button", List.of()))));
    }

    private void create(Context call) {
        var request = ApiCall.of(call, apps, Kind.OFFICIAL_ACCOUNT);
        JsonNode buttons =
                request.node("button").filter(JsonNode::isArray).orElseThrow(() -> request.missing("button"));
        require(buttons.size() >= 1 && buttons.size() <= BUTTONS, 40016);
        for (JsonNode button : buttons) {
            JsonNode beneath = button.path("sub_button");
            require(beneath.size() <= BENEATH, 40023);
            requireName(button);
            if (beneath.isEmpty()) {
                check(button);
            }
            for (JsonNode sub : beneath) {
                requireName(sub);
                check(sub);
            }
        }
        menus.put(request.app().appId(), request.fields());
        WechatReply.ok(call, Map.of());
    }

    private static void requireName(JsonNode button) {
        require(!button.path("name").asString("").isEmpty(), 40018);
    }

    private static void check(JsonNode button) {
        List<String> needed = NEEDED.get(button.path("type").asString(""));
        require(needed != null, 40017);
        if (needed != null) {
            needed.forEach(field -> require(!button.path(field).asString("").isEmpty(), codeOf(field)));
        }
    }

    private static int codeOf(String field) {
        return switch (field) {
            case "key" -> 40019;
            case "url" -> 40055;
            default -> 41011;
        };
    }

    private void show(Context call) {
        var app = apps.requireToken(call, Kind.OFFICIAL_ACCOUNT);
        var menu = menus.get(app.appId());
        if (menu == null) {
            throw new WechatError(46003);
        }
        WechatReply.bare(call, Map.of("menu", menu));
    }

    private void delete(Context call) {
        menus.remove(apps.requireToken(call, Kind.OFFICIAL_ACCOUNT).appId());
        WechatReply.ok(call, Map.of());
    }

    private static void require(boolean kept, int code) {
        if (!kept) {
            throw new WechatError(code);
        }
    }
}
