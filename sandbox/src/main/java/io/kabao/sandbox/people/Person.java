package io.kabao.sandbox.people;

import io.kabao.sandbox.http.RecentLog;
import java.util.List;

/** One person: a phone, a name, and the newest 200 messages received. */
public final class Person {
    private static final int MESSAGES_KEPT = 200;

    private final String id;
    private final RecentLog<Message> messages = new RecentLog<>(MESSAGES_KEPT);
    private volatile Profile profile;

    Person(String id, Profile profile) {
        this.id = id;
        this.profile = profile;
    }

    /** The number as WeChat knows it, country code without plus (86) and the rest, and the nickname. */
    public record Profile(String countryCode, String phone, String nickname) {
        public Profile {
            if (!countryCode.matches("[1-9][0-9]{0,3}") || !phone.matches("[0-9]{5,15}")) {
                throw new IllegalArgumentException("phone is 5 to 15 digits, countryCode 1 to 4 without plus");
            }
            if (nickname.length() > 64) {
                throw new IllegalArgumentException("nickname has at most 64 characters");
            }
        }
    }

    /** What names the person in the sandbox. */
    public String id() {
        return id;
    }

    /** Phone and name, as they are now. */
    public Profile profile() {
        return profile;
    }

    void change(Profile to) {
        profile = to;
    }

    /** Puts a message into the person's hands. */
    public void receive(Message message) {
        messages.add(message);
    }

    /** What was received, oldest first. */
    public List<Message> messages() {
        return messages.all();
    }

    void forgetMessages() {
        messages.clear();
    }
}
