package io.kabao.sandbox.wechat.push;

import io.kabao.sandbox.http.RecentLog;
import io.kabao.sandbox.people.Tie;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One push: its fields stay the same however often it is delivered. */
public final class Push {
    private static final int ATTEMPTS_KEPT = 100;

    private final long id;
    private final Tie tie;
    private final Map<String, String> fields;
    private final RecentLog<Attempt> attempts = new RecentLog<>(ATTEMPTS_KEPT);

    Push(long id, Tie tie, Map<String, String> fields) {
        this.id = id;
        this.tie = tie;
        this.fields = fields;
    }

    /** What became of one attempt to deliver it. */
    public enum Outcome {
        /** An empty body or success. */
        ACCEPTED,
        /** A passive reply, which the person has received. */
        REPLIED,
        /** HTTP 200 with something WeChat does not understand. */
        WRONG,
        /** Another HTTP status. */
        REFUSED,
        /** No answer in time. */
        TIMED_OUT,
        /** No connection. */
        UNREACHABLE;

        boolean isTriedAgain() {
            return this == REFUSED || this == TIMED_OUT || this == UNREACHABLE;
        }
    }

    /** One attempt: when, HTTP status (0: none), how long in ms, what became of it, and what was wrong with it. */
    public record Attempt(
            Instant at,
            Forgery forgery,
            int status,
            long millis,
            Outcome outcome,
            @Nullable String wrong) {}

    /** What control calls tell of it. */
    public record Shown(
            long id,
            String appId,
            String personId,
            String openId,
            Map<String, String> fields,
            List<Attempt> attempts) {}

    /** Its number. */
    public long id() {
        return id;
    }

    Tie tie() {
        return tie;
    }

    Map<String, String> fields() {
        return fields;
    }

    /** All attempts, oldest first. */
    public List<Attempt> attempts() {
        return attempts.all();
    }

    void note(Attempt attempt) {
        attempts.add(attempt);
    }

    boolean isUnsubscribe() {
        return "unsubscribe".equals(fields.get("Event"));
    }

    /** As control calls show it. */
    public Shown shown() {
        return new Shown(id, tie.appId(), tie.person().id(), tie.openId(), fields, attempts());
    }
}
