package io.kabao.sandbox.wechat;

import java.time.Duration;
import java.time.Instant;

/** A token WeChat gave out: until when it counts, and whether a newer one cut that short. */
record AccessToken(String value, Instant expiresAt, boolean replaced) {
    /** What WeChat grants a new token. */
    static final Duration LIFE = Duration.ofSeconds(7200);

    static AccessToken issue(String value, Instant now) {
        return new AccessToken(value, now.plus(LIFE), false);
    }

    /** Dies at this instant, or at its own end if that is earlier. */
    AccessToken replacedAt(Instant death) {
        return new AccessToken(value, death.isBefore(expiresAt) ? death : expiresAt, true);
    }

    boolean isLive(Instant now) {
        return now.isBefore(expiresAt);
    }

    long secondsLeft(Instant now) {
        return Duration.between(now, expiresAt).toSeconds();
    }
}
