package io.kabao.sandbox.wechat;

import io.javalin.http.Context;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.http.World;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One call of WeChat's API with a live token of the right kind of app and a JSON body, whose fields it checks. */
public final class ApiCall {
    private final World world;
    private final WechatApp app;
    private final String path;
    private final JsonNode body;

    private ApiCall(World world, WechatApp app, String path, JsonNode body) {
        this.world = world;
        this.app = app;
        this.path = path;
        this.body = body;
    }

    /** Takes the call in. Errors: those of the token; 48001 the app is of another kind; 47001 the body is no JSON object. */
    public static ApiCall of(Context call, WechatApps apps, AppSettings.Kind kind) {
        var app = apps.requireToken(call, kind);
        var body = WechatReply.body(call, JsonNode.class);
        if (!body.isObject()) {
            throw new WechatError(47001);
        }
        return new ApiCall(apps.world(), app, call.path(), body);
    }

    /** Whose token it carries. */
    public WechatApp app() {
        return app;
    }

    /** The text or number of this field, a path like {@code action_info.scene.scene_id}; empty: none or blank. */
    public Optional<String> text(String field) {
        return node(field).filter(JsonNode::isValueNode).map(JsonNode::asString).filter(text -> !text.isEmpty());
    }

    /** The same, which must be there. Error: 41011, and a violation is noted. */
    public String required(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    /** The whole number of this field, or another where it is not given. Error: 40097 it is no whole number. */
    public long number(String field, long otherwise) {
        String text = text(field).orElse(Long.toString(otherwise));
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new WechatError(40097);
        }
        return Long.parseLong(text);
    }

    /** What is at this field. */
    public Optional<JsonNode> node(String field) {
        JsonNode at = body;
        for (String step : field.split("\\.", -1)) {
            at = at.path(step);
        }
        return at.isMissingNode() || at.isNull() ? Optional.empty() : Optional.of(at);
    }

    /** The whole body as plain values. */
    public Map<String, Object> fields() {
        return WechatReply.values(body);
    }

    /** The object at this field as plain values; empty: none. */
    public Map<String, Object> fields(String field) {
        return node(field).map(WechatReply::values).orElse(Map.of());
    }

    /** Notes that a field is missing: error 41011. */
    public WechatError missing(String field) {
        return missing(field, 41011);
    }

    /** Notes that a field is missing, for which WeChat has this error here. */
    public WechatError missing(String field, int code) {
        world.violations().report("MISSING_FIELD", path + " was called without " + field);
        return new WechatError(code);
    }
}
