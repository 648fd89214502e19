package io.kabao.sandbox.sms;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.RecentLog;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Aliyun's SendSms of 2017-05-25 as its SDK calls it: the action in a header, parameters in the query or in a form, a
 * signature of the third version, which must be there and is not recomputed. The newest 10,000 messages can be read.
 */
public final class SmsRoom implements Room {
    private static final int KEPT = 10_000;
    private static final String PHONE = "(\\+?86)?1[3-9][0-9]{9}";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, String>> PARAMS = new TypeReference<>() {};

    private final World world;
    private final People people;
    private final SmsLimits limits = new SmsLimits();
    private final RecentLog<ShortMessage> messages = new RecentLog<>(KEPT);

    /** A room without messages, for these people's phones and all others. */
    public SmsRoom(World world, People people) {
        this.world = world;
        this.people = people;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/", this::call);
        routes.get("/sandbox/sms", call -> list(call, call.queryParam("phone")));
        routes.get("/sandbox/people/{id}/sms", call -> list(call, phoneOf(call)));
        routes.delete("/sandbox/sms", call -> {
            messages.clear();
            call.status(204);
        });
    }

    private void call(Context call) {
        String action = call.header("x-acs-action");
        String version = call.header("x-acs-version");
        if (!"SendSms".equals(action) || !"2017-05-25".equals(version)) {
            refuse(
                    call,
                    404,
                    "InvalidAction.NotFound",
                    "Specified api is not found, please check your url and method.");
        } else if (!isSigned(call)) {
            world.violations().report("UNSIGNED_SMS_CALL", "SendSms was called without a signature");
            refuse(call, 400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
        } else {
            send(call);
        }
    }

    private void send(Context call) {
        for (String name : List.of("PhoneNumbers", "SignName", "TemplateCode")) {
            if (parameter(call, name) == null) {
                world.violations().report("MISSING_FIELD", "SendSms was called without " + name);
                refuse(call, 400, "Missing" + name, name + " is mandatory for this action.");
                return;
            }
        }
        String phone = or(parameter(call, "PhoneNumbers"), "");
        var params = params(or(parameter(call, "TemplateParam"), "{}"));
        if (!phone.matches(PHONE)) {
            answer(call, "isv.MOBILE_NUMBER_ILLEGAL", phone.length() + "位的手机号码格式错误", null);
        } else if (params.isEmpty()) {
            answer(call, "isv.INVALID_JSON_PARAM", "JSON参数不合法，只接受字符串值", null);
        } else {
            deliver(call, phone.substring(phone.length() - 11), params.get());
        }
    }

    private void deliver(Context call, String phone, Map<String, String> params) {
        String sign = or(parameter(call, "SignName"), "");
        var now = world.clock().instant();
        var over = limits.take(sign, phone, now);
        if (over.isPresent()) {
            answer(call, "isv.BUSINESS_LIMIT_CONTROL", over.get(), null);
            return;
        }
        String bizId = Long.toString(now.toEpochMilli()) + "^0";
        messages.add(new ShortMessage(now, phone, sign, or(parameter(call, "TemplateCode"), ""), params, bizId));
        answer(call, "OK", "OK", bizId);
    }

    private static Optional<Map<String, String>> params(String json) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, PARAMS));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean isSigned(Context call) {
        String header = or(call.header("Authorization"), "");
        return header.startsWith("ACS3-HMAC-SHA256 Credential=") && header.contains("Signature=");
    }

    private static @Nullable String parameter(Context call, String name) {
        String given = call.queryParam(name) == null ? call.formParam(name) : call.queryParam(name);
        return given == null || given.isEmpty() ? null : given;
    }

    /** What the service did with a proper call: HTTP 200, and a code of its own. */
    private static void answer(Context call, String code, String message, @Nullable String bizId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("Message", message);
        body.put("RequestId", UUID.randomUUID().toString().toUpperCase(Locale.ROOT));
        body.put("Code", code);
        if (bizId != null) {
            body.put("BizId", bizId);
        }
        call.json(body);
    }

    /** What the gateway before it says of a call that is none. */
    private static void refuse(Context call, int status, String code, String message) {
        answer(call.status(status), code, message, null);
    }

    private String phoneOf(Context call) {
        return people.require(call.pathParam("id")).profile().phone();
    }

    private void list(Context call, @Nullable String phone) {
        call.json(Map.of(
                "items",
                messages.all().stream()
                        .filter(message -> phone == null || message.phone().equals(phone))
                        .toList()));
    }

    private static String or(@Nullable String given, @Nullable String otherwise) {
        return given != null ? given : otherwise != null ? otherwise : "";
    }
}
