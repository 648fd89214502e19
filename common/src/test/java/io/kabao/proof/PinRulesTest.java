package io.kabao.proof;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.Phone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinRulesTest {

    private static final Phone PHONE = Phone.of("13852074169");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000", "777777", "121212", "122221", "100001", "123456", "654321", "456789", "890123", "210987",
                "528528", "528825", "552288", "138520", "074169", "520741"
            })
    void what_everybody_tries_first_is_refused(String pin) {
        assertThatThrownBy(() -> PinRules.requireStrong(pin, PHONE)).hasMessage("PIN_TOO_SIMPLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"280714", "135792", "123457", "852013", "556288", "112234"})
    void others_are_taken(String pin) {
        assertThatCode(() -> PinRules.requireStrong(pin, PHONE)).doesNotThrowAnyException();
    }
}
