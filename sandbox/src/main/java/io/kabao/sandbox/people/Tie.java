package io.kabao.sandbox.people;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is between one person and one app: the openid, following, message allowances and consents. */
public final class Tie {
    private static final int TEMPLATES_AT_MOST = 100;

    private final Person person;
    private final String appId;
    private final String openId;
    private final Map<Trigger, Allowance> allowances = new EnumMap<>(Trigger.class);
    private final Map<String, Integer> consents = new HashMap<>();
    private @Nullable Following following;

    Tie(Person person, String appId, String openId) {
        this.person = person;
        this.appId = appId;
        this.openId = openId;
    }

    private record Allowance(Instant until, int left) {}

    /**
     * What the person did that lets the account send custom messages: how many, for how long. Source: WeChat's
     * sendCustomMessage document.
     */
    public enum Trigger {
        /** Followed the account. */
        FOLLOW(3, Duration.ofMinutes(1)),
        /** Scanned a code of it as a follower. */
        SCAN(3, Duration.ofMinutes(1)),
        /** Pressed a key of its menu. */
        CLICK(3, Duration.ofMinutes(1)),
        /** Wrote to it. */
        TEXT(5, Duration.ofHours(48));

        private final int messages;
        private final Duration time;

        Trigger(int messages, Duration time) {
            this.messages = messages;
            this.time = time;
        }
    }

    /** What became of an attempt to use an allowance. */
    public enum Spent {
        /** One is used up. */
        ONE,
        /** Those that still run have nothing left. */
        USED_UP,
        /** None runs. */
        NONE_RUNS
    }

    /** The person. */
    public Person person() {
        return person;
    }

    /** The app. */
    public String appId() {
        return appId;
    }

    /** What the app knows the person by: 28 characters beginning with o. */
    public String openId() {
        return openId;
    }

    /** Follows; false: did so already. */
    public synchronized boolean follow(Following how) {
        if (following != null) {
            return false;
        }
        following = how;
        return true;
    }

    /** Stops following, which ends all allowances; false: did not follow. */
    public synchronized boolean unfollow() {
        allowances.clear();
        boolean did = following != null;
        following = null;
        return did;
    }

    /** How the person follows, if so. */
    public synchronized Optional<Following> following() {
        return Optional.ofNullable(following);
    }

    /** Allows custom messages for what the person did at this time. */
    public synchronized void allow(Trigger trigger, Instant now) {
        allowances.put(trigger, new Allowance(now.plus(trigger.time), trigger.messages));
    }

    /** Uses one of those that end first. */
    public synchronized Spent spend(Instant now) {
        allowances.values().removeIf(allowance -> !now.isBefore(allowance.until()));
        if (allowances.isEmpty()) {
            return Spent.NONE_RUNS;
        }
        var first = allowances.entrySet().stream()
                .filter(entry -> entry.getValue().left() > 0)
                .min(Map.Entry.comparingByValue((a, b) -> a.until().compareTo(b.until())));
        first.ifPresent(entry -> entry.setValue(
                new Allowance(entry.getValue().until(), entry.getValue().left() - 1)));
        return first.isPresent() ? Spent.ONE : Spent.USED_UP;
    }

    /** Consents to so many messages of a template. Error: too many templates. */
    public synchronized void consent(String templateId, int messages) {
        if (!consents.containsKey(templateId) && consents.size() == TEMPLATES_AT_MOST) {
            throw new IllegalArgumentException("at most " + TEMPLATES_AT_MOST + " templates a person");
        }
        consents.merge(templateId, messages, Integer::sum);
    }

    /** Uses one consent up; false: there is none. */
    public synchronized boolean useConsent(String templateId) {
        int left = consents.getOrDefault(templateId, 0);
        if (left > 0) {
            consents.put(templateId, left - 1);
        }
        return left > 0;
    }
}
