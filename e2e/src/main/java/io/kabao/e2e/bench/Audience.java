package io.kabao.e2e.bench;

import io.kabao.sandbox.people.People;
import io.kabao.sandbox.people.Person;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** People who follow the official account, as it knows them. */
final class Audience {
    private static final int PEOPLE = 1_000;
    private static final long FIRST_PHONE = 13_000_000_000L;

    private final List<String> openids;

    private Audience(List<String> openids) {
        this.openids = openids;
    }

    /** Lets them follow; the account, which has no address outside, is told nothing of it. */
    static Audience follow(House house) throws IOException {
        // The sandbox makes openids of the people's own ids, whichever process asks it to.
        var namesakes = new People();
        var openids = new ArrayList<String>();
        for (int i = 0; i < PEOPLE; i++) {
            String id = "follower" + i;
            String phone = Long.toString(FIRST_PHONE + i);
            house.postOutside("/sandbox/people", Map.of("id", id, "phone", phone));
            house.postOutside("/sandbox/people/" + id + "/follow", Map.of("appId", Shopfront.ACCOUNT));
            Person namesake = namesakes.make(id, new Person.Profile("86", phone, id));
            openids.add(namesakes.tie(namesake, Shopfront.ACCOUNT).openId());
        }
        return new Audience(List.copyOf(openids));
    }

    /** The openid of one of them; of consecutive numbers one after another. */
    String openid(long number) {
        return openids.get((int) (number % openids.size()));
    }
}
