package io.kabao.wechat;

import java.time.Instant;
import java.util.Map;
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

    @Override
    public String toString() {
        return "Push[" + type + (event == null ? "" : " " + event) + "]";
    }
}
