package io.kabao.wechat;

import io.kabao.kernel.error.BusinessError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something WeChat told an official account, its signature proved. It prints itself without persons and words.
 *
 * @param type {@code EVENT}, or {@code MSG} for what a person wrote
 * @param openid the person
 * @param toUser the account's original id, {@code gh_…}
 * @param createdAt in whole seconds; the same in each repetition
 * @param event such as {@code subscribe}; null for a message
 * @param eventKey of a scanned code or a menu key; see {@link #scene}
 * @param ticket of the scanned code
 * @param text what the person wrote
 * @param msgId of a message
 * @param fields all of it, as sent but for blanks at the ends
 * @param sealed whether it came encrypted, so that the reply must be
 * @param dedupeKey the same for a repetition and for nothing else; at most 200 visible ASCII characters
 */
public record Push(
        String type,
        String openid,
        String toUser,
        Instant createdAt,
        @Nullable String event,
        @Nullable String eventKey,
        @Nullable String ticket,
        @Nullable String text,
        @Nullable String msgId,
        Map<String, String> fields,
        boolean sealed,
        String dedupeKey) {

    /** The {@link #type} of events. */
    public static final String EVENT = "EVENT";

    /** The {@link #type} of messages. */
    public static final String MSG = "MSG";

    private static final String OF_SUBSCRIBE = "qrscene_";
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_@-]{1,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final Pattern ANY = Pattern.compile("[!-~]{1,64}");

    /** Reads the fields of a push. Errors: {@link WechatError#PUSH_MALFORMED}. */
    static Push of(Map<String, String> fields, boolean sealed) {
        var openid = required(fields, "FromUserName", ID);
        var seconds = required(fields, "CreateTime", SECONDS);
        var isEvent = required(fields, "MsgType", ANY).equals("event");
        return new Push(
                isEvent ? EVENT : MSG,
                openid,
                required(fields, "ToUserName", ID),
                Instant.ofEpochSecond(Long.parseLong(seconds)),
                isEvent ? required(fields, "Event", ANY) : null,
                some(fields, "EventKey"),
                some(fields, "Ticket"),
                some(fields, "Content"),
                isEvent ? null : required(fields, "MsgId", ID),
                Map.copyOf(fields),
                sealed,
                isEvent ? eventKey(fields) : "msg:" + fields.get("MsgId"));
    }

    /** The scene of the code that was scanned; null where none was. */
    public @Nullable String scene() {
        var scene = switch (event) {
            // Stripped once: a scene may begin with these letters itself. What has no such beginning is no scene:
            // a follow after a payment brings the payment's number here.
            case "subscribe" ->
                eventKey != null && eventKey.startsWith(OF_SUBSCRIBE)
                        ? eventKey.substring(OF_SUBSCRIBE.length())
                        : null;
            case "SCAN" -> eventKey;
            case null, default -> null;
        };
        return scene == null || scene.isEmpty() ? null : scene;
    }

    /**
     * WeChat's documents tell events apart by who and when; the rest is for two events of one person in one second. All of
     * it is the same in each repetition.
     */
    private static String eventKey(Map<String, String> fields) {
        var parts = Stream.of("FromUserName", "CreateTime", "Event", "EventKey", "CardId", "UserCardCode", "MsgID")
                .map(name -> fields.getOrDefault(name, ""))
                // With their lengths, so that nothing moves from one part into the next unseen.
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(parts.getBytes(StandardCharsets.UTF_8));
            return "event:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static String required(Map<String, String> fields, String name, Pattern form) {
        var value = fields.getOrDefault(name, "");
        if (!form.matcher(value).matches()) {
            throw new BusinessError(WechatError.PUSH_MALFORMED);
        }
        return value;
    }

    private static @Nullable String some(Map<String, String> fields, String name) {
        var value = fields.getOrDefault(name, "");
        return value.isEmpty() ? null : value;
    }

    @Override
    public String toString() {
        return "Push[" + type + (event == null ? "" : " " + event) + "]";
    }
}
