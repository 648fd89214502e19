package io.kabao.sandbox.wechat.message;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.Message;
import io.kabao.sandbox.people.People;
import io.kabao.sandbox.people.Tie;
import io.kabao.sandbox.wechat.ApiCall;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApps;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Custom messages, each within an allowance that the person's own acts give. Source: WeChat's sendCustomMessage
 * document.
 */
public final class CustomRoom implements Room {
    private static final int TEXT_BYTES = 2048;

    /** By msgtype, what a message of it must have. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "text", List.of("content"),
            "image", List.of("media_id"),
            "voice", List.of("media_id"),
            "news", List.of("articles"),
            "mpnews", List.of("media_id"),
            "wxcard", List.of("card_id"),
            "msgmenu", List.of("list"),
            "miniprogrampage", List.of("title", "appid", "pagepath", "thumb_media_id"));

    private final World world;
    private final WechatApps apps;
    private final People people;

    /** The room of these. */
    public CustomRoom(World world, WechatApps apps, People people) {
        this.world = world;
        this.apps = apps;
        this.people = people;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/cgi-bin/message/custom/send", this::send);
    }

    private void send(Context call) {
        var request = ApiCall.of(call, apps, Kind.OFFICIAL_ACCOUNT);
        String appId = request.app().appId();
        Tie tie = people.byOpenId(appId, request.required("touser")).orElseThrow(() -> new WechatError(40003));
        String type = request.required("msgtype");
        List<String> needed = NEEDED.get(type);
        if (needed == null) {
            throw new WechatError(40008);
        }
        for (String field : needed) {
            if (request.node(type + "." + field).isEmpty()) {
                throw request.missing(type + "." + field);
            }
        }
        String text = request.text(type + ".content").orElse("");
        if (text.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES) {
            throw new WechatError(45002);
        }
        spend(tie);
        tie.person()
                .receive(new Message(
                        world.clock().instant(), appId, Message.Kind.CUSTOM, type, text, request.fields(type), null));
        WechatReply.ok(call, Map.of());
    }

    private void spend(Tie tie) {
        var spent = tie.spend(world.clock().instant());
        if (spent != Tie.Spent.ONE) {
            world.violations()
                    .report("CUSTOM_MESSAGE_ALLOWANCE", tie.appId() + " sent a custom message without allowance");
            throw new WechatError(spent == Tie.Spent.USED_UP ? 45047 : 45015);
        }
    }
}
