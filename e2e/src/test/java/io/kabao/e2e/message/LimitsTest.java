package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Callers that come too often are told so, wherever it is counted. */
class LimitsTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final OwnHouse house = OwnHouse.shared();
    private final String ip = newAddress();

    @BeforeEach
    void stopTheClock() {
        house.clock().stop();
    }

    @AfterEach
    void letTheClockGoOn() {
        house.clock().goOn();
    }

    @Test
    void after_30_sign_ins_a_minute_a_stranger_is_told_when_to_come_again_and_other_addresses_are_not() {
        var stranger = house.from(ip);
        var refused = firstRefusal(() -> guessPassword(stranger), 30);
        assertThat(refused.problemCode()).hasValue("TOO_MANY_REQUESTS");
        var seconds = Integer.parseInt(refused.header("Retry-After"));
        assertThat(seconds).isBetween(1, 2);
        assertThat(refused.json().get("retryAfterSeconds").asInt()).isEqualTo(seconds);
        assertThat(refused.text("/detail")).isEqualTo("请求太频繁，请稍后再试。");
        assertThat(guessPassword(house.from(newAddress())).status()).isEqualTo(401);
        house.pass(Duration.ofSeconds(seconds));
        assertThat(guessPassword(stranger).status()).isEqualTo(401);
    }

    @Test
    void the_true_owner_of_an_account_is_not_locked_out_by_a_strangers_guesses() {
        var merchant = house.openMerchant();
        for (var attempt = 0; attempt < 40; attempt++) {
            house.from(ip).signIn(merchant.account(), "wrong-password-1");
        }
        assertThat(house.from(newAddress())
                        .signIn(merchant.account(), Settings.OWNER_PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_person_has_the_same_limit_from_every_address_and_others_have_their_own() {
        var one = house.from(ip).signedIn(house.openMerchant().account(), Settings.OWNER_PASSWORD);
        for (var claim = 1; claim <= 10; claim++) {
            assertThat(claim(one.with("X-Forwarded-For", newAddress())).status())
                    .isEqualTo(200);
        }
        assertThat(claim(one).status()).isEqualTo(429);
        var other = house.from(ip).signedIn(house.openMerchant().account(), Settings.OWNER_PASSWORD);
        assertThat(claim(other).status()).isEqualTo(200);
    }

    @Test
    void instances_count_together() {
        var one = house.from(ip).signedIn(house.openMerchant().account(), Settings.OWNER_PASSWORD);
        try (var second = house.open()) {
            var there = one.movedTo(OwnHouse.from(ip, second).port());
            for (var claim = 1; claim <= 5; claim++) {
                assertThat(claim(one).status()).isEqualTo(200);
                assertThat(claim(there).status()).isEqualTo(200);
            }
            assertThat(allowed(() -> claim(one), 3) + allowed(() -> claim(there), 3))
                    .isZero();
        }
    }

    @Test
    void who_guesses_at_scenes_gets_no_more_answers_and_neighbours_do() {
        var guesser = house.from(ip);
        firstRefusal(() -> guesser.get("/admin/probe/offers/guess" + ADDRESSES.incrementAndGet()), 30);
        assertThat(guesser.get("/admin/probe/offers/known" + ADDRESSES.get()).status())
                .isEqualTo(429);
        assertThat(house.from(newAddress())
                        .get("/admin/probe/offers/known" + ADDRESSES.get())
                        .status())
                .isEqualTo(200);
        house.pass(Duration.ofSeconds(2));
        assertThat(guesser.get("/admin/probe/offers/known" + ADDRESSES.get()).status())
                .isEqualTo(200);
    }

    @Test
    void a_scene_can_be_limited_over_all_callers_by_a_property() {
        var path = "/admin/probe/offers/known" + ADDRESSES.incrementAndGet() + "x";
        for (var call = 1; call <= 5; call++) {
            assertThat(house.from(newAddress()).get(path).status()).isEqualTo(200);
        }
        assertThat(house.from(newAddress()).get(path).status()).isEqualTo(429);
    }

    @Test
    void an_ipv6_network_is_one_address() {
        firstRefusal(
                () -> guessPassword(house.from("2001:db8:0:9::" + Integer.toHexString(ADDRESSES.incrementAndGet()))),
                30);
        assertThat(guessPassword(house.from("2001:db8:0:a::1")).status()).isEqualTo(401);
    }

    @Test
    void without_redis_the_instance_counts_alone_and_afterwards_all_count_together_again() {
        var redis = house.sandbox().redis();
        assertThat(guessPassword(house.from(newAddress())).status()).isEqualTo(401);
        redis.kill();
        try {
            assertThat(push(house.from(ip)).status()).isEqualTo(200);
            assertThat(allowed(() -> push(house.from(ip)), 70)).isEqualTo(59);
        } finally {
            redis.restart();
        }
        var back = newAddress();
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            push(house.from(back));
            return countedInRedis(back);
        });
    }

    @Test
    void a_frozen_redis_costs_calls_without_a_session_next_to_nothing() {
        var redis = house.sandbox().redis();
        push(house.from(ip));
        redis.pause();
        try {
            push(house.from(newAddress()));
            var begun = System.nanoTime();
            for (var call = 0; call < 50; call++) {
                assertThat(push(house.from(newAddress())).status()).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        } finally {
            redis.resume();
        }
        var back = newAddress();
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            push(house.from(back));
            return countedInRedis(back);
        });
    }

    @Test
    void a_frozen_redis_fails_nobody_of_a_crowd_behind_one_address() {
        var redis = house.sandbox().redis();
        push(house.from(ip));
        // By then nothing more is handed out without asking Redis, and of a crowd one asks for all.
        house.pass(Duration.ofSeconds(2));
        redis.pause();
        try {
            var calls = IntStream.range(0, 30)
                    .mapToObj(_ -> house.from(ip).begin("POST", "/admin/probe/pushes", Map.of()))
                    .toList();
            assertThat(calls).extracting(call -> call.join().status()).containsOnly(200);
        } finally {
            redis.resume();
        }
        var back = newAddress();
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            push(house.from(back));
            return countedInRedis(back);
        });
    }

    private boolean countedInRedis(String address) {
        return Boolean.TRUE.equals(
                house.bean(StringRedisTemplate.class).hasKey("kabao:limit:60:SMS:ADDRESS:" + address));
    }

    /** The first answer after so many calls, none of which is refused. */
    private static Answer firstRefusal(Supplier<Answer> call, int allowed) {
        for (var calls = 1; calls <= allowed; calls++) {
            assertThat(call.get().status()).as("call %d", calls).isNotEqualTo(429);
        }
        var refused = call.get();
        assertThat(refused.status()).isEqualTo(429);
        return refused;
    }

    private static long allowed(Supplier<Answer> call, int times) {
        var allowed = 0;
        for (var i = 0; i < times; i++) {
            allowed += call.get().status() == 200 ? 1 : 0;
        }
        return allowed;
    }

    /** At an account that nobody has guessed at from there: one account has a delay of its own. */
    private static Answer guessPassword(Api stranger) {
        return stranger.signIn("nobody-" + ADDRESSES.incrementAndGet(), "wrong-password-1");
    }

    private static Answer claim(Api caller) {
        return caller.post("/admin/probe/claims", Map.of());
    }

    private static Answer push(Api caller) {
        return caller.post("/admin/probe/pushes", Map.of());
    }

    private static String newAddress() {
        var number = ADDRESSES.incrementAndGet();
        return "203.0." + number / 250 + "." + (number % 250 + 1);
    }
}
