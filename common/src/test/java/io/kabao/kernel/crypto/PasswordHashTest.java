package io.kabao.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordHashTest {
    private final PasswordHash passwords = new PasswordHash(Keys.first());

    @Test
    void a_password_matches_its_hash_and_another_does_not() {
        var stored = passwords.hash("correct horse 电池");
        assertThat(passwords.matches("correct horse 电池", stored)).isTrue();
        assertThat(passwords.matches("correct horse 电", stored)).isFalse();
        assertThat(passwords.matches("", stored)).isFalse();
    }

    @Test
    void a_hash_is_argon2id_at_the_agreed_cost_and_salted() {
        var stored = passwords.hash("correct horse");
        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash("correct horse"));
    }

    @Test
    void a_stolen_hash_can_not_be_guessed_at_without_the_pepper() {
        var stored = passwords.hash("correct horse");
        assertThat(new Argon2PasswordEncoder(16, 32, 1, 19_456, 2).matches("correct horse", stored))
                .isFalse();
        assertThat(new PasswordHash(DataKeys.parse(Keys.TWO)).matches("correct horse", stored))
                .isFalse();
    }

    @Test
    void a_password_outlives_a_rotation_of_the_data_key() {
        assertThat(new PasswordHash(Keys.rotated()).matches("correct horse", passwords.hash("correct horse")))
                .isTrue();
    }

    @Test
    void two_ways_to_write_an_accent_are_one_password() {
        assertThat(passwords.matches("cafe\u0301 au lait", passwords.hash("caf\u00e9 au lait")))
                .isTrue();
    }

    @Test
    void a_password_of_a_thousand_characters_counts_to_its_last_one() {
        var stored = passwords.hash("a".repeat(999) + "b");
        assertThat(passwords.matches("a".repeat(999) + "c", stored)).isFalse();
    }

    @Test
    void nobody_has_any_password() {
        assertThat(passwords.matchesNobody("correct horse")).isFalse();
    }

    @Test
    void a_comparison_with_nobody_takes_a_turn_as_a_real_one_does() {
        var waiting = new PasswordHash(Keys.first(), new Semaphore(0, true), Duration.ZERO);
        assertThatThrownBy(() -> waiting.matchesNobody("x")).isInstanceOf(HashingBusy.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2id$",
                "$2a$10$abcdefghijklmnopqrstuv",
                "$argon2id$v=19$m=19456,t=2,p=1$@@$@@"
            })
    void a_broken_stored_hash_matches_nothing(String stored) {
        assertThat(passwords.matches("x", stored)).isFalse();
    }

    @Test
    void who_gets_no_turn_is_told_to_come_again() {
        var busy = new PasswordHash(Keys.first(), new Semaphore(0, true), Duration.ofMillis(1));
        assertThatThrownBy(() -> busy.hash("x")).isInstanceOf(HashingBusy.class);
    }

    @Test
    void an_interrupted_wait_keeps_the_interrupt() {
        var busy = new PasswordHash(Keys.first(), new Semaphore(0, true), Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> busy.hash("x")).isInstanceOf(HashingBusy.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_turn_is_given_back_even_after_a_failure() {
        var one = new Semaphore(1, true);
        var single = new PasswordHash(Keys.first(), one, Duration.ZERO);
        single.hash("x");
        single.matches("x", "broken");
        assertThat(one.availablePermits()).isEqualTo(1);
    }
}
