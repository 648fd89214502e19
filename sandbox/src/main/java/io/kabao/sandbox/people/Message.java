package io.kabao.sandbox.people;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a person received in WeChat: from which app, how, of which msgtype, its words (empty where it has none), and
 * all its fields. {@code pushId}: the push it answers, for passive replies.
 */
public record Message(
        Instant at,
        String appId,
        Kind kind,
        String type,
        String text,
        Map<String, ?> content,
        @Nullable Long pushId) {
    /** How it came. */
    public enum Kind {
        /** The answer to a push. */
        PASSIVE,
        /** A custom message, within its allowance. */
        CUSTOM,
        /** A template message of an official account. */
        TEMPLATE,
        /** A subscription message of a mini-program. */
        SUBSCRIBE,
        /** WeChat's own words, where an account did not answer or answered nonsense. */
        SYSTEM
    }
}
