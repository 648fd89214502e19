package io.kabao.sandbox.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies as WeChat reads and writes them. */
public final class WechatReply {
    private static final String JSON = "application/json; encoding=utf-8";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final TypeReference<LinkedHashMap<String, Object>> VALUES = new TypeReference<>() {};

    private WechatReply() {}

    /** Answers these fields alone: token and login calls carry no errcode when they succeed. */
    public static void bare(Context call, Map<String, ?> fields) {
        call.contentType(JSON).result(MAPPER.writeValueAsBytes(fields));
    }

    /** Answers errcode 0 and these fields. */
    public static void ok(Context call, Map<String, ?> fields) {
        var body = new LinkedHashMap<String, Object>();
        body.put("errcode", 0);
        body.put("errmsg", "ok");
        body.putAll(fields);
        bare(call, body);
    }

    /** Answers this error with a fresh rid in its text, as callers must never rely on the text. */
    public static void error(Context call, WechatError error) {
        var random = ThreadLocalRandom.current();
        String rid = "%08x-%08x-%08x".formatted(random.nextInt(), random.nextInt(), random.nextInt());
        var body = new LinkedHashMap<String, Object>();
        body.put("errcode", error.code());
        body.put("errmsg", error.getMessage() + " rid: " + rid);
        bare(call.status(200), body);
    }

    /** An object as plain values, in its order; none where it is no object. */
    public static Map<String, Object> values(JsonNode object) {
        return object.isObject() ? MAPPER.convertValue(object, VALUES) : Map.of();
    }

    /** The JSON body as this type. Error: 47001 where it is not such JSON. */
    public static <T> T body(Context call, Class<T> type) {
        try {
            T body = MAPPER.readValue(call.bodyAsBytes(), type);
            if (body != null) {
                return body;
            }
        } catch (JacksonException e) {
            throw new WechatError(47001);
        }
        throw new WechatError(47001);
    }
}
