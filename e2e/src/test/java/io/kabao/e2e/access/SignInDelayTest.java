package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Settings;
import io.kabao.e2e.Soak;
import io.kabao.e2e.message.OwnHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever guesses a password waits longer and longer there, and nobody else does. */
class SignInDelayTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final int WRONG_AT_ONCE = 5;

    private final OwnHouse house = OwnHouse.shared();
    private final String account = house.openMerchant().account();

    @BeforeEach
    void stopTheClock() {
        house.clock().stop();
    }

    @AfterEach
    void letTheClockGoOn() {
        house.clock().goOn();
    }

    @Test
    void ten_thousand_wrong_passwords_let_nobody_in_and_keep_nobody_out() {
        var addresses = new ArrayList<String>();
        for (var i = 0; i < Soak.count(8, 50); i++) {
            addresses.add(newAddress());
        }
        var answers = new ArrayList<Answer>();
        for (var round = 0; answers.size() < 10_000; round++) {
            var begun = new ArrayList<CompletableFuture<Answer>>();
            // A few at a time at first: these are judged, one after the other.
            for (var i = 0; i < (round < 2 * WRONG_AT_ONCE ? 1 : 10); i++) {
                for (var address : addresses) {
                    begun.add(guess(address, "Guess-" + round + "-" + i));
                }
            }
            begun.forEach(each -> answers.add(each.join()));
        }
        var byStatus = answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
        // Where too many are judged at once, a try is spent without being judged.
        var unjudged = byStatus.getOrDefault(503, 0L);
        assertThat(byStatus.keySet()).containsAll(Set.of(401, 429)).isSubsetOf(401, 429, 503);
        assertThat(byStatus.getOrDefault(401, 0L) + unjudged)
                .as("tries")
                .isEqualTo((long) WRONG_AT_ONCE * addresses.size());
        assertThat(house.rows()
                        .number("SELECT COUNT(*) FROM audit a JOIN operator o ON o.id = a.actor_id WHERE o.account = '"
                                + account + "' AND a.refused_as = 'SIGN_IN_REFUSED'"))
                .as("on record")
                .isEqualTo(byStatus.get(401));

        assertThat(house.from(newAddress())
                        .signIn(account, Settings.OWNER_PASSWORD)
                        .status())
                .isEqualTo(200);
        var there = house.from(addresses.getFirst());
        assertRefused(there.signIn(account, Settings.OWNER_PASSWORD), 429, "TOO_MANY_REQUESTS");
        house.pass(Duration.ofMinutes(1));
        assertThat(there.signIn(account, Settings.OWNER_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void who_waits_at_one_account_may_try_another_from_the_same_address() {
        var address = newAddress();
        for (var guess = 0; guess < WRONG_AT_ONCE; guess++) {
            assertThat(house.from(address).signIn(account, "Wrong-" + guess).status())
                    .isEqualTo(401);
        }
        assertThat(house.from(address).signIn(account, "Wrong-again").status()).isEqualTo(429);
        assertThat(house.from(address)
                        .signIn(house.openMerchant().account(), Settings.OWNER_PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_right_password_takes_nothing_from_the_tries_left() {
        var address = newAddress();
        for (var time = 0; time < 2 * WRONG_AT_ONCE; time++) {
            assertThat(house.from(address)
                            .signIn(account, Settings.OWNER_PASSWORD)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_right_password_that_waits_for_its_one_time_password_is_no_wrong_one() {
        house.rows().change("UPDATE operator SET totp_secret = 'of the test' WHERE account = '" + account + "'");
        var address = newAddress();
        for (var time = 0; time < 2 * WRONG_AT_ONCE; time++) {
            assertRefused(house.from(address).signIn(account, Settings.OWNER_PASSWORD), 401, "OTP_REQUIRED");
        }
    }

    @Test
    void an_account_that_nobody_has_is_answered_like_one_that_somebody_has() {
        var known = answers(account);
        var unknown = answers("nobody-" + account);
        assertThat(unknown).isEqualTo(known).startsWith("401").contains("429");
    }

    @Test
    void an_account_that_nobody_has_takes_as_long_as_one_that_somebody_has() {
        var known = Long.MAX_VALUE;
        var unknown = Long.MAX_VALUE;
        for (var i = 0; i < 20; i++) {
            known = Math.min(known, millis(account));
            unknown = Math.min(unknown, millis("nobody-" + account));
        }
        assertThat(Math.abs(known - unknown)).as("%d and %d ms", known, unknown).isLessThan(20);
    }

    private long millis(String of) {
        var begun = System.nanoTime();
        assertThat(house.from(newAddress()).signIn(of, "Wrong-Password-1").status())
                .isEqualTo(401);
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    private String answers(String of) {
        var address = newAddress();
        var told = new ArrayList<String>();
        for (var guess = 0; guess < WRONG_AT_ONCE + 2; guess++) {
            var answer = house.from(address).signIn(of, "Wrong-Password-1");
            var said = answer.json();
            told.add(answer.status()
                    + said.path("code").asString("")
                    + said.path("detail").asString("")
                    + answer.header("Retry-After"));
        }
        return String.join("\n", told);
    }

    @Test
    void whoever_guesses_the_password_of_the_platform_waits_as_well_and_nobody_else_does() {
        var address = newAddress();
        for (var guess = 0; guess < WRONG_AT_ONCE; guess++) {
            assertRefused(atPlatform(address, "Wrong-" + guess), 401, "SIGN_IN_REFUSED");
        }
        var refused = atPlatform(address, Settings.PLATFORM_PASSWORD);
        assertRefused(refused, 429, "TOO_MANY_REQUESTS");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(atPlatform(newAddress(), Settings.PLATFORM_PASSWORD).status())
                .as("from elsewhere")
                .isEqualTo(200);
        house.pass(Duration.ofMinutes(1));
        assertThat(atPlatform(address, Settings.PLATFORM_PASSWORD).status()).isEqualTo(200);
    }

    private Answer atPlatform(String address, String password) {
        return house.from(address)
                .post("/platform/sessions", Map.of("account", Settings.PLATFORM, "password", password));
    }

    @Test
    void an_account_is_the_same_however_it_is_written() {
        var address = newAddress();
        var spellings = List.of(
                account,
                account.toUpperCase(Locale.ROOT),
                account + " ",
                account + "   ",
                " " + account,
                account + "\t",
                account.toUpperCase(Locale.ROOT) + "     ");
        for (var guess = 0; guess < WRONG_AT_ONCE; guess++) {
            house.from(address).signIn(account, "Wrong-Password-1");
        }
        var judged = new ArrayList<Integer>();
        for (var spelling : spellings) {
            judged.add(house.from(address)
                    .signIn(spelling, Settings.OWNER_PASSWORD)
                    .status());
        }
        assertThat(judged).as("spellings that get one more try").doesNotContain(200);
    }

    @Test
    void the_present_password_is_not_guessed_at_by_who_found_a_session() {
        var found = house.from(newAddress()).signedIn(account, Settings.OWNER_PASSWORD);
        var tries = new ArrayList<Integer>();
        for (var guess = 0; guess < 20; guess++) {
            var change = Map.of("old", "Guess-" + guess, "new", "Quince-Under-The-Stairs-8");
            tries.add(found.put("/admin/me/password", change).status());
        }
        assertThat(tries).containsOnly(422, 429);
        assertThat(tries.stream().filter(status -> status == 422)).hasSizeLessThanOrEqualTo(10);
    }

    private CompletableFuture<Answer> guess(String address, String password) {
        return house.from(address).begin("POST", "/admin/sessions", Map.of("account", account, "password", password));
    }

    private static String newAddress() {
        var number = ADDRESSES.incrementAndGet();
        return "198.18." + number / 250 + "." + (number % 250 + 1);
    }
}
