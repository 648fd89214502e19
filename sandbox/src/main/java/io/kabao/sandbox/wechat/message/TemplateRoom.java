package io.kabao.sandbox.wechat.message;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Bounded;
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
import io.kabao.sandbox.wechat.push.Pushes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Messages after a template: of official accounts to followers, whose delivery is pushed afterwards, and of
 * mini-programs, one for each consent. Sources: WeChat's sendTemplateMessage and subscribe message documents.
 */
public final class TemplateRoom implements Room {
    private static final int THING_AT_MOST = 20;
    private static final int PHRASE_AT_MOST = 5;
    private static final int SENT_KEPT = 10_000;

    private final World world;
    private final WechatApps apps;
    private final People people;
    private final Pushes pushes;
    private final AtomicLong ids = new AtomicLong(200_000_000);
    private final Bounded<String, Long> sent = new Bounded<>(SENT_KEPT);

    /** The room of these. */
    public TemplateRoom(World world, WechatApps apps, People people, Pushes pushes) {
        this.world = world;
        this.apps = apps;
        this.people = people;
        this.pushes = pushes;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/cgi-bin/message/template/send", this::template);
        routes.post("/cgi-bin/message/subscribe/send", this::subscription);
    }

    private void template(Context call) {
        var request = ApiCall.of(call, apps, Kind.OFFICIAL_ACCOUNT);
        Tie tie = addressee(request);
        template(request);
        JsonNode data = data(request);
        if (tie.following().isEmpty()) {
            throw new WechatError(43004);
        }
        String once = tie.openId() + "/" + request.text("client_msg_id").orElse("");
        Long before = once.endsWith("/") ? null : sent.get(once).orElse(null);
        if (before != null) {
            WechatReply.ok(call, Map.of("msgid", before));
            return;
        }
        long id = ids.incrementAndGet();
        if (!once.endsWith("/")) {
            sent.put(once, id);
        }
        receive(tie, Message.Kind.TEMPLATE, request, data);
        world.schedule().at(world.clock().instant(), () -> delivered(tie, id));
        WechatReply.ok(call, Map.of("msgid", id));
    }

    private void delivered(Tie tie, long id) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("MsgType", "event");
        fields.put("Event", "TEMPLATESENDJOBFINISH");
        fields.put("MsgID", Long.toString(id));
        fields.put("Status", "success");
        pushes.happened(tie, fields);
    }

    private void subscription(Context call) {
        var request = ApiCall.of(call, apps, Kind.MINI_PROGRAM);
        Tie tie = addressee(request);
        String template = template(request);
        JsonNode data = data(request);
        String page = request.text("page").orElse("");
        int query = page.indexOf('?');
        if (!page.isEmpty() && !request.app().settings().hasPage(query < 0 ? page : page.substring(0, query))) {
            throw new WechatError(41030);
        }
        data.properties().forEach(TemplateRoom::checkValue);
        if (!tie.useConsent(template)) {
            throw new WechatError(43101);
        }
        receive(tie, Message.Kind.SUBSCRIBE, request, data);
        WechatReply.ok(call, Map.of());
    }

    private Tie addressee(ApiCall request) {
        return people.byOpenId(request.app().appId(), request.required("touser"))
                .orElseThrow(() -> new WechatError(40003));
    }

    private static String template(ApiCall request) {
        String template = request.required("template_id");
        if (!request.app().settings().hasTemplate(template)) {
            throw new WechatError(40037);
        }
        return template;
    }

    private static JsonNode data(ApiCall request) {
        return request.node("data").filter(JsonNode::isObject).orElseThrow(() -> request.missing("data"));
    }

    private static void checkValue(Map.Entry<String, JsonNode> entry) {
        String value = entry.getValue().path("value").asString("");
        int length = value.codePointCount(0, value.length());
        boolean tooLong = (entry.getKey().startsWith("thing") && length > THING_AT_MOST)
                || (entry.getKey().startsWith("phrase") && length > PHRASE_AT_MOST);
        if (length == 0 || tooLong) {
            throw new WechatError(47003, "argument invalid! data." + entry.getKey() + ".value invalid");
        }
    }

    private void receive(Tie tie, Message.Kind kind, ApiCall request, JsonNode data) {
        String text = data.properties().stream()
                .map(entry ->
                        entry.getKey() + "：" + entry.getValue().path("value").asString(""))
                .collect(Collectors.joining("\n"));
        var content = new LinkedHashMap<String, Object>(request.fields("data"));
        request.text("template_id").ifPresent(template -> content.put("template_id", template));
        request.text("url").ifPresent(url -> content.put("url", url));
        request.text("page").ifPresent(page -> content.put("page", page));
        request.node("miniprogram").ifPresent(mini -> content.put("miniprogram", request.fields("miniprogram")));
        tie.person().receive(new Message(world.clock().instant(), tie.appId(), kind, "template", text, content, null));
    }
}
