package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Wishes for codes to a hundred phones from ten addresses, of which some are asked for and from much more than others;
 * what each wish was answered, and what the provider received.
 */
final class SmsFlood {

    private static final int PHONES = 100;
    private static final int ADDRESSES = 10;
    /** Of the wishes of one kind, so many in a hundred are for the same. */
    private static final int FAVOURED = 30;
    /** What was sent arrives a moment later, and moments are not counted. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final AtomicInteger FLOODS = new AtomicInteger();
    private static final AtomicLong IDENTITIES = new AtomicLong(System.nanoTime());

    private final OwnHouse house;
    private final int people;
    private final long firstIdentity;
    private final String network = "198.18." + FLOODS.incrementAndGet() + ".";
    private final List<String> phones;
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<Promise> promised = new ArrayList<>();

    SmsFlood(OwnHouse house, int people) {
        this.house = house;
        this.people = people;
        this.firstIdentity = IDENTITIES.getAndAdd(people);
        this.phones = IntStream.range(0, PHONES)
                .mapToObj(_ ->
                        Handset.ofNobodyElse(house.sandbox()).phone().e164().substring("+86".length()))
                .toList();
    }

    /** Somebody, the how manieth of all, asks from there for a code to that phone. */
    record Wish(String phone, int person, String address) {}

    private record Promise(Wish wish, Instant at) {}

    /** A message that arrived. */
    record Received(String phone, Instant at) {}

    /** The next ones. */
    List<Wish> wishes(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> new Wish(phones.get(oneOf(PHONES)), oneOf(people), network + (1 + oneOf(ADDRESSES))))
                .toList();
    }

    private int oneOf(int many) {
        return random.nextInt(100) < FAVOURED ? 0 : random.nextInt(many);
    }

    /** Where the shop's people are, who ask for nothing. */
    String ownersAddress() {
        return network + "200";
    }

    long identityOf(Wish wish) {
        return firstIdentity + wish.person();
    }

    /** The wishes that were granted, at this time of the house. */
    void note(List<Wish> wishes, List<Integer> statuses) {
        var now = house.clock().instant();
        for (var i = 0; i < wishes.size(); i++) {
            if (statuses.get(i) == 202) {
                promised.add(new Promise(wishes.get(i), now));
            }
        }
    }

    /** All that arrived at these phones, oldest first. */
    List<Received> received() {
        var ours = Set.copyOf(phones);
        return Api.at(house.sandbox().http().port())
                .get("/sandbox/sms")
                .json()
                .get("items")
                .valueStream()
                .map(message -> new Received(
                        message.get("phone").asString(),
                        Instant.parse(message.get("at").asString())))
                .filter(message -> ours.contains(message.phone()))
                .toList();
    }

    /** As many messages arrived at each phone as were promised for it. */
    void requirePromisesKept() {
        assertThat(counted(received(), Received::phone))
                .as("seed %s", seed)
                .isEqualTo(counted(promised, promise -> promise.wish().phone()));
    }

    /** No phone, person or network, and not the merchant, had more than its budgets. */
    void requireBudgetsKept(int merchantDaily) {
        var arrived = grouped(received(), Received::phone, Received::at);
        assertThat(most(arrived, MINUTE)).as("a phone's minute, seed %s", seed).isEqualTo(1);
        assertThat(most(arrived, HOUR)).as("a phone's hour, seed %s", seed).isLessThanOrEqualTo(4);
        assertThat(most(arrived, DAY)).as("a phone's day, seed %s", seed).isLessThanOrEqualTo(8);
        assertThat(most(grouped(received(), _ -> "all", Received::at), DAY))
                .as("the merchant's day, seed %s", seed)
                .isLessThanOrEqualTo(merchantDaily);
        assertThat(most(people(), HOUR)).as("a person's hour, seed %s", seed).isLessThanOrEqualTo(6);
        assertThat(most(people(), DAY)).as("a person's day, seed %s", seed).isLessThanOrEqualTo(12);
        assertThat(most(networks(), HOUR)).as("a network's hour, seed %s", seed).isLessThanOrEqualTo(20);
    }

    /** Those asked for or from most had all of theirs: it was the budgets that held, and not something before them. */
    void requireBudgetsUsedUp() {
        assertThat(most(grouped(received(), Received::phone, Received::at), HOUR))
                .as("seed %s", seed)
                .isEqualTo(4);
        assertThat(most(people(), HOUR)).as("seed %s", seed).isEqualTo(6);
        assertThat(most(networks(), HOUR)).as("seed %s", seed).isEqualTo(20);
    }

    private Map<Integer, List<Instant>> people() {
        return grouped(promised, promise -> promise.wish().person(), Promise::at);
    }

    private Map<String, List<Instant>> networks() {
        return grouped(promised, promise -> promise.wish().address(), Promise::at);
    }

    private static <T, K> Map<K, Long> counted(Collection<T> things, Function<T, K> by) {
        return things.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }

    private static <T, K> Map<K, List<Instant>> grouped(
            Collection<T> things, Function<T, K> by, Function<T, Instant> when) {
        return things.stream().collect(Collectors.groupingBy(by, Collectors.mapping(when, Collectors.toList())));
    }

    /** The most that any of them had within such a time, whenever it begins. */
    private static int most(Map<?, List<Instant>> times, Duration within) {
        return times.values().stream()
                .mapToInt(ofOne -> most(ofOne, within.minus(SLACK)))
                .max()
                .orElse(0);
    }

    private static int most(List<Instant> times, Duration within) {
        return times.stream()
                .mapToInt(first -> (int) times.stream()
                        .filter(at -> !at.isBefore(first) && at.isBefore(first.plus(within)))
                        .count())
                .max()
                .orElse(0);
    }
}
