package io.kabao.sandbox.wechat.push;

import io.kabao.sandbox.http.Bounded;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.Tie;
import io.kabao.sandbox.wechat.push.Push.Attempt;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All pushes, the newest 5,000 kept: made as something happens, delivered as the app's mode says, and tried again up to
 * three times, 5 s apart by the sandbox's clock, where the app does not take them.
 */
public final class Pushes {
    private static final int KEPT = 5_000;
    private static final int TRIES = 4;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final World world;
    private final Courier courier;
    private final Bounded<Long, Push> pushes = new Bounded<>(KEPT);
    private final Map<String, Callback> callbacks = new ConcurrentHashMap<>();
    private final Map<String, Delivery> deliveries = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private volatile URI canary = URI.create("http://127.0.0.1/xxe");

    /** None yet. */
    public Pushes(World world) {
        this.world = world;
        this.courier = new Courier(world);
    }

    /** From now on the app's pushes go there; null: nowhere. */
    public void register(String appId, @Nullable Callback callback) {
        deliveries.remove(appId);
        if (callback == null) {
            callbacks.remove(appId);
        } else {
            callbacks.put(appId, callback);
        }
    }

    /** From now on the app's pushes are delivered so. */
    public void deliver(String appId, Delivery mode) {
        require(appId);
        deliveries.put(appId, mode);
    }

    /** Where a forged push's entity points; whoever asks there has resolved it. */
    void setCanary(URI address) {
        canary = address;
    }

    /** Whether the app has an address for pushes. */
    public boolean reaches(String appId) {
        return callbacks.containsKey(appId);
    }

    /**
     * Something happened between person and app, with these fields beside the envelope: pushes it in the app's mode and
     * returns after the first attempt. Nothing, where the app has no address.
     */
    public Optional<Push> happened(Tie tie, Map<String, String> fields) {
        if (!reaches(tie.appId())) {
            return Optional.empty();
        }
        Push push = make(tie, fields);
        Delivery mode = deliveries.getOrDefault(tie.appId(), Delivery.USUAL);
        if (mode.held()) {
            return Optional.of(push);
        }
        if (mode.delaySeconds() > 0) {
            Instant due = world.clock().instant().plusSeconds(mode.delaySeconds());
            world.schedule().at(due, () -> carry(push, mode.manner()));
        } else {
            carry(push, mode.manner());
        }
        return Optional.of(push);
    }

    /** Delivers it now, again or for the first time. Errors: it has gone, the app has no address. */
    public Push deliver(long id, Manner manner) {
        Push push = require(id);
        if (manner.forgery() == Forgery.PLAIN && require(push.tie().appId()).aesKey() == null) {
            throw new IllegalArgumentException("plain text is right for an app in plain mode");
        }
        carry(push, manner);
        return push;
    }

    /** The push of this number. Error: it has gone or never was, which control calls answer with 404. */
    public Push require(long id) {
        return pushes.get(id).orElseThrow(() -> new NoSuchElementException("no push " + id + " is kept"));
    }

    /** All kept, oldest first. */
    List<Push> all() {
        return pushes.all();
    }

    /** Whether the app answers WeChat's question for its address rightly. */
    boolean verify(String appId, String words) {
        return courier.verify(require(appId), words);
    }

    private Push make(Tie tie, Map<String, String> fields) {
        var all = new LinkedHashMap<String, String>();
        all.put("ToUserName", require(tie.appId()).originalId());
        all.put("FromUserName", tie.openId());
        all.put("CreateTime", Long.toString(world.clock().instant().getEpochSecond()));
        all.put("MsgType", "event");
        all.putAll(fields);
        var push = new Push(ids.incrementAndGet(), tie, all);
        pushes.put(push.id(), push);
        return push;
    }

    private void carry(Push push, Manner manner) {
        if (!manner.concurrently()) {
            IntStream.range(0, manner.copies()).forEach(copy -> attempt(push, manner, 1));
            return;
        }
        var threads = IntStream.range(0, manner.copies())
                .mapToObj(copy -> Thread.ofVirtual().start(() -> attempt(push, manner, 1)))
                .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Push push, Manner manner, int number) {
        Callback callback = callbacks.get(push.tie().appId());
        if (callback == null) {
            return;
        }
        Attempt attempt = courier.carry(new Courier.Route(callback, canary), push, manner);
        if (manner.forgery() == Forgery.NONE && attempt.outcome().isTriedAgain() && number < TRIES) {
            world.schedule().at(attempt.at().plus(BETWEEN_TRIES), () -> attempt(push, manner, number + 1));
        }
    }

    private Callback require(String appId) {
        Callback callback = callbacks.get(appId);
        if (callback == null) {
            throw new NoSuchElementException("the app " + appId + " has no callbackUrl");
        }
        return callback;
    }
}
