package io.kabao.sandbox.wechat.push;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Reads what an app answers to a push, as strictly as WeChat's document puts it. */
final class ReplyJudge {
    private static final int TEXT_BYTES = 2048;
    private static final Set<String> TYPES =
            Set.of("text", "image", "voice", "video", "music", "news", "transfer_customer_service");

    private ReplyJudge() {}

    /** The fields of the reply; none where it is an empty body or success. Error: it is neither. */
    static Map<String, String> read(Callback callback, Push push, String body) {
        if (body.isEmpty() || body.equals("success")) {
            return Map.of();
        }
        Map<String, String> outer = FlatXml.read(body);
        Map<String, String> reply = callback.aesKey() == null
                ? outer
                : FlatXml.read(open(callback, new MessageCrypt(callback.aesKey()), outer));
        check("ToUserName", push.tie().openId(), reply);
        check("FromUserName", callback.originalId(), reply);
        require(field(reply, "CreateTime").matches("[0-9]{1,12}"), "CreateTime is no time in seconds");
        String type = field(reply, "MsgType");
        require(TYPES.contains(type), "there is no MsgType " + type);
        if (type.equals("text")) {
            int length = field(reply, "Content").getBytes(StandardCharsets.UTF_8).length;
            require(length > 0 && length <= TEXT_BYTES, "Content has 1 to " + TEXT_BYTES + " bytes");
        } else if (type.equals("news")) {
            require(field(reply, "ArticleCount").equals("1"), "ArticleCount is 1");
            field(reply, "Articles");
        }
        return reply;
    }

    private static String open(Callback callback, MessageCrypt crypt, Map<String, String> outer) {
        String encrypted = field(outer, "Encrypt");
        String signature =
                MessageCrypt.sign(callback.token(), field(outer, "TimeStamp"), field(outer, "Nonce"), encrypted);
        require(signature.equals(field(outer, "MsgSignature")), "MsgSignature does not fit");
        var opened = crypt.decrypt(encrypted);
        require(opened.appId().equals(callback.appId()), "the reply is encrypted for another app");
        return opened.text();
    }

    private static void check(String name, String wanted, Map<String, String> reply) {
        require(field(reply, name).equals(wanted), name + " is another than the push's other side");
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        require(value != null, name + " is missing");
        return value == null ? "" : value;
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }
}
