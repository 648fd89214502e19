package io.kabao.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberCodeTest {

    private static final Instant MADE = Instant.parse("2026-11-27T08:00:00Z");

    private static MemberCode code(boolean used) {
        return new MemberCode(1, 2, new byte[32], 3, MADE, MADE.plus(MemberCodes.LIFE), used ? 4L : null);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, true",
        "PT59.999S, true",
        "PT60S, false",
        "PT61S, false",
        "PT192H, false",
        "PT-5S, true",
        "PT-5.001S, false",
        "PT-2H, false"
    })
    void a_code_is_good_for_a_minute_and_for_clocks_that_differ_a_little(Duration later, boolean good) {
        assertThat(code(false).isGood(MADE.plus(later))).isEqualTo(good);
    }

    @Test
    void a_used_code_is_never_good() {
        assertThat(code(true).isGood(MADE)).isFalse();
    }
}
