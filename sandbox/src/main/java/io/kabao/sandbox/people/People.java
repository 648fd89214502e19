package io.kabao.sandbox.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All people, 200,000 at most. An openid is derived from person and app alone, so that the same person made again in
 * another run of the sandbox is known again.
 */
public final class People {
    private static final int AT_MOST = 200_000;
    private static final int SHOWN = 200;
    private static final String ID = "[0-9A-Za-z_-]{1,64}";

    private final LinkedHashMap<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Tie> ties = new ConcurrentHashMap<>();

    /** Makes a person, of this id or a new one; one who is there gets this phone and name. Error: too many. */
    public synchronized Person make(@Nullable String id, Person.Profile profile) {
        String chosen = id == null ? "p" + UUID.randomUUID().toString().substring(24) : id;
        if (!chosen.matches(ID)) {
            throw new IllegalArgumentException("an id is 1 to 64 of letters, digits, _ and -");
        }
        Person there = people.get(chosen);
        if (there != null) {
            there.change(profile);
            return there;
        }
        if (people.size() == AT_MOST) {
            throw new IllegalArgumentException("at most " + AT_MOST + " people");
        }
        var made = new Person(chosen, profile);
        people.put(chosen, made);
        return made;
    }

    /** Whether there is one of this id. */
    public synchronized boolean has(String id) {
        return people.containsKey(id);
    }

    /** The person of this id. Error: nobody, which control calls answer with 404. */
    public synchronized Person require(String id) {
        Person person = people.get(id);
        if (person == null) {
            throw new NoSuchElementException("nobody has the id " + id);
        }
        return person;
    }

    /** The newest 200, newest first; those with this phone, where one is given. */
    synchronized List<Person> newest(@Nullable String phone) {
        return people.sequencedValues().reversed().stream()
                .filter(person -> phone == null || person.profile().phone().equals(phone))
                .limit(SHOWN)
                .toList();
    }

    /** What there is between them; from now on the app's openid of the person can be looked up. */
    public Tie tie(Person person, String appId) {
        String openId = openId(person, appId);
        return ties.computeIfAbsent(appId + "/" + openId, key -> new Tie(person, appId, openId));
    }

    /** Whom the app knows by this openid. */
    public Optional<Tie> byOpenId(String appId, String openId) {
        return Optional.ofNullable(ties.get(appId + "/" + openId));
    }

    /** What all apps of one Open Platform account know the person by: 28 characters. */
    public static String unionId(Person person, String openPlatformId) {
        return digest("platform/" + openPlatformId + "/" + person.id(), "oU");
    }

    private static String openId(Person person, String appId) {
        return digest("app/" + appId + "/" + person.id(), "o");
    }

    private static String digest(String of, String prefix) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return (prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(hash)).substring(0, 28);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
