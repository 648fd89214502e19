package io.kabao.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void a_token_is_43_characters_of_base64url_and_never_the_same() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add(Secrets.token())).isTrue();
        }
        assertThat(seen).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void base62_has_the_length_asked_for() {
        assertThat(Secrets.base62(22)).matches("[A-Za-z0-9]{22}");
        assertThat(Secrets.base62(0)).isEmpty();
    }

    /** 620,000 draws, 10,000 expected of each; chi-square of 61 degrees passes 160 once in 10^10 runs. */
    @Test
    void every_base62_character_is_equally_likely() {
        Map<Character, Integer> counts = new HashMap<>();
        for (var c : Secrets.base62(620_000).toCharArray()) {
            counts.merge(c, 1, Integer::sum);
        }
        var chiSquare = counts.values().stream()
                .mapToDouble(count -> Math.pow(count - 10_000, 2) / 10_000)
                .sum();
        assertThat(counts).hasSize(62);
        assertThat(chiSquare).isLessThan(160);
    }

    @Test
    void an_initial_password_can_be_read_off_a_screen() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(Secrets.password())
                    .matches("[A-Za-z2-9]{5}(-[A-Za-z2-9]{5}){3}")
                    .doesNotContain("0", "O", "o", "1", "I", "l");
        }
    }
}
