package io.kabao.sandbox.wechat.message;

import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.Following;
import io.kabao.sandbox.people.Tie;
import io.kabao.sandbox.people.Tie.Trigger;
import io.kabao.sandbox.wechat.push.Push;
import io.kabao.sandbox.wechat.push.Pushes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What a person does with an official account: each act allows messages and is pushed. */
public final class Conversation {
    private static final int TEXT_AT_MOST = 2_000;

    private final World world;
    private final Pushes pushes;
    private final AtomicLong messageIds = new AtomicLong(23_000_000_000_000_000L);

    /** In this world, with these pushes. */
    public Conversation(World world, Pushes pushes) {
        this.world = world;
        this.pushes = pushes;
    }

    /** Follows after a search; nothing happens where the person follows already. */
    public Optional<Push> follow(Tie tie) {
        return begin(tie, "") ? event(tie, "subscribe", Map.of("EventKey", "")) : Optional.empty();
    }

    /** Scans a code of the account: follows by it, or comes again as a follower. */
    public Optional<Push> scan(Tie tie, String scene, String ticket) {
        if (begin(tie, scene)) {
            return event(tie, "subscribe", ordered("EventKey", "qrscene_" + scene, "Ticket", ticket));
        }
        tie.allow(Trigger.SCAN, now());
        return event(tie, "SCAN", ordered("EventKey", scene, "Ticket", ticket));
    }

    /** Follows no more; nothing happens where the person did not. */
    public Optional<Push> unfollow(Tie tie) {
        return tie.unfollow() ? event(tie, "unsubscribe", Map.of("EventKey", "")) : Optional.empty();
    }

    /** Presses a key of the menu. */
    public Optional<Push> click(Tie tie, String key) {
        requireFollower(tie);
        tie.allow(Trigger.CLICK, now());
        return event(tie, "CLICK", Map.of("EventKey", key));
    }

    /** Writes to the account. Error: empty, over 2,000 characters, or the person does not follow. */
    public Optional<Push> write(Tie tie, String text) {
        requireFollower(tie);
        if (text.isEmpty() || text.length() > TEXT_AT_MOST) {
            throw new IllegalArgumentException("a text has 1 to " + TEXT_AT_MOST + " characters");
        }
        tie.allow(Trigger.TEXT, now());
        var fields = ordered("MsgType", "text", "Content", text);
        fields.put("MsgId", Long.toString(messageIds.incrementAndGet()));
        return pushes.happened(tie, fields);
    }

    private boolean begin(Tie tie, String scene) {
        boolean began = tie.follow(new Following(now(), scene));
        if (began) {
            tie.allow(Trigger.FOLLOW, now());
        }
        return began;
    }

    private Optional<Push> event(Tie tie, String event, Map<String, String> more) {
        var fields = ordered("MsgType", "event", "Event", event);
        fields.putAll(more);
        return pushes.happened(tie, fields);
    }

    private static Map<String, String> ordered(String name, String value, String second, String its) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(name, value);
        fields.put(second, its);
        return fields;
    }

    private static void requireFollower(Tie tie) {
        if (tie.following().isEmpty()) {
            throw new IllegalArgumentException("only a follower can do that");
        }
    }

    private Instant now() {
        return world.clock().instant();
    }
}
