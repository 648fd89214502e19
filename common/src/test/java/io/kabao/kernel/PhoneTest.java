package io.kabao.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

    @ParameterizedTest
    @CsvSource({
        "13800000000, +8613800000000",
        "138 0000 0000, +8613800000000",
        "138-0000-0000, +8613800000000",
        "' 13800000000 ', +8613800000000",
        "+8613800000000, +8613800000000",
        "+86 138 0000 0000, +8613800000000",
        "008613800000000, +8613800000000",
        "0086-138-0000-0000, +8613800000000",
        "8613800000000, +8613800000000",
        "19912345678, +8619912345678",
        "17012345678, +8617012345678",
        "16212345678, +8616212345678",
        "+852 5123 4567, +85251234567",
        "00852 51234567, +85251234567",
        "+886 912 345 678, +886912345678",
        "+853 6612 3456, +85366123456",
        "+1 415 555 2671, +14155552671",
        "+44 7911 123456, +447911123456",
        "+81 90 1234 5678, +819012345678",
        "+65 8123 4567, +6581234567",
    })
    void a_mobile_number_has_one_form_however_it_is_written(String written, String e164) {
        assertThat(Phone.parse(written).map(Phone::e164)).contains(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1380000000",
                "138000000000",
                "12800000000",
                "10800000000",
                "01380000000",
                "013800000000",
                "1795113800000000",
                "02112345678",
                "+862112345678",
                "+86013800000000",
                "+86 10 1234 5678",
                "4008001234",
                "95588",
                "110",
                "+",
                "++8613800000000",
                "+8613800000000+",
                "138--0000-0000",
                "138  0000 0000",
                "-13800000000",
                "13800000000-",
                "13800000000;ext=1",
                "tel:13800000000",
                "+1 800 555 0199",
                "+1 415 555 267",
                "+44 20 7946 0958",
                "+44 07911 123456",
                "+999 123456789",
                "+1234567890123456",
                "1-800-FLOWERS",
                "１３８００００００００",
                "١٣٨٠٠٠٠٠٠٠٠",
                "138０0000000",
                "13800000000\u200b",
                "13800000000' OR '1'='1",
                "+8613800000000                   0",
                "138.0000.0000",
                "(138)00000000",
            })
    void anything_else_is_no_phone(String written) {
        assertThat(Phone.parse(written)).isEmpty();
    }

    @Test
    void an_absent_number_is_no_phone() {
        assertThat(Phone.parse(null)).isEmpty();
    }

    @Test
    void a_text_of_a_million_digits_is_refused_before_it_is_read() {
        assertThat(Phone.parse("1".repeat(1_000_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "13812345678, 138****5678",
        "+852 5123 4567, +85****4567",
        "+1 415 555 2671, +14****2671",
        "+29051234, +29****34",
    })
    void a_masked_number_keeps_its_ends(String written, String masked) {
        assertThat(Phone.of(written).masked()).isEqualTo(masked);
    }

    @Test
    void a_phone_prints_itself_masked() {
        var phone = Phone.of("13812345678");
        assertThat(phone).hasToString("138****5678");
        assertThat(phone.lastFour()).isEqualTo("5678");
    }

    @Test
    void two_spellings_are_the_same_phone() {
        assertThat(Phone.of("138 1234 5678")).isEqualTo(Phone.of("+8613812345678"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"13812345678", "+86 13812345678", "+862112345678", "", "+"})
    void a_phone_is_made_from_its_exact_form_only_and_the_error_keeps_the_number_to_itself(String text) {
        assertThatThrownBy(() -> new Phone(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a mobile number in E.164 form");
    }

    @Test
    void a_refusal_keeps_the_text_to_itself() {
        assertThatThrownBy(() -> Phone.of("1381234567890"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a mobile number");
    }
}
