package io.kabao.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataKeysTest {

    /** RFC 5869, appendix A.1. */
    @Test
    void the_jdk_derives_as_the_standard_says() throws Exception {
        var hex = HexFormat.of();
        var spec = HKDFParameterSpec.ofExtract()
                .addIKM(hex.parseHex("0b".repeat(22)))
                .addSalt(hex.parseHex("000102030405060708090a0b0c"))
                .thenExpand(hex.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42);
        assertThat(hex.formatHex(KDF.getInstance("HKDF-SHA256").deriveData(spec)))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    /** Computed with another implementation of RFC 5869; a change here makes stored hashes unfindable. */
    @Test
    void what_a_data_key_derives_to_is_fixed_for_ever() {
        assertThat(HexFormat.of()
                        .formatHex(Keys.first().key(Purpose.PASSWORD_PEPPER).getEncoded()))
                .isEqualTo("cb71e145e878ff527fa244f257f31f44966808e75af71a73604a839d831ba52d");
        assertThat(HexFormat.of()
                        .formatHex(Keys.first().key(Purpose.PHONE_HASH, 42).getEncoded()))
                .isEqualTo("dbe365e121408d262ff6dbfab74be60b8c16a74c22f13e7b9684b24533777a1d");
    }

    @Test
    void a_plain_key_is_version_1() {
        assertThat(Keys.first().currentVersion()).isEqualTo(1);
        assertThat(Keys.first().versions()).containsExactly(1);
    }

    @Test
    void while_rotating_the_first_one_encrypts() {
        assertThat(Keys.rotated().currentVersion()).isEqualTo(2);
        assertThat(Keys.rotated().versions()).containsExactly(2, 1);
    }

    @Test
    void blanks_around_the_parts_do_not_matter() {
        assertThat(DataKeys.parse(" 2:" + Keys.TWO + " , 1:" + Keys.ONE + " ").versions())
                .containsExactly(2, 1);
    }

    @Test
    void every_purpose_and_merchant_has_its_own_key() {
        var keys = Keys.rotated();
        var encoded = new HashSet<String>();
        Stream.of(Purpose.PASSWORD_PEPPER, Purpose.REQUEST_HASH)
                .map(keys::key)
                .forEach(key -> encoded.add(HexFormat.of().formatHex(key.getEncoded())));
        for (var merchant : new long[] {1, 2, 11}) {
            encoded.add(HexFormat.of()
                    .formatHex(keys.key(Purpose.PHONE_HASH, merchant).getEncoded()));
        }
        for (var version : keys.versions()) {
            var key = Objects.requireNonNull(keys.fieldKey(version));
            encoded.add(HexFormat.of().formatHex(key.getEncoded()));
        }
        assertThat(encoded).hasSize(7).doesNotContain("01".repeat(32), "02".repeat(32));
    }

    @Test
    void keys_that_must_not_rotate_stay_when_the_data_key_does() {
        assertThat(Keys.rotated().key(Purpose.REQUEST_HASH))
                .isEqualTo(Keys.first().key(Purpose.REQUEST_HASH));
        assertThat(Keys.rotated().key(Purpose.PASSWORD_PEPPER))
                .isEqualTo(Keys.first().key(Purpose.PASSWORD_PEPPER));
        assertThat(Keys.rotated().key(Purpose.PHONE_HASH, 7))
                .isEqualTo(Keys.first().key(Purpose.PHONE_HASH, 7));
    }

    @Test
    void a_purpose_with_a_key_per_version_or_merchant_has_none_for_all() {
        assertThatThrownBy(() -> Keys.first().key(Purpose.FIELD_ENCRYPTION))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Keys.first().key(Purpose.PHONE_HASH)).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(null, "is missing"),
                Arguments.of("  ", "is missing"),
                Arguments.of("not*base64", "is not base64"),
                Arguments.of(Keys.ONE + "x", "is not base64"),
                Arguments.of(Keys.ONE.substring(4), "has the wrong length"),
                Arguments.of(Keys.ONE.replace("=", "") + "AQEB", "has the wrong length"),
                Arguments.of("2:" + Keys.TWO, "lacks version 1"),
                Arguments.of("0:" + Keys.ONE, "is malformed"),
                Arguments.of("256:" + Keys.TWO + ",1:" + Keys.ONE, "is malformed"),
                Arguments.of("1:" + Keys.ONE + ",", "is malformed"),
                Arguments.of("1:" + Keys.ONE + ",1:" + Keys.TWO, "names one version twice"),
                Arguments.of("2:" + Keys.ONE + ",1:" + Keys.ONE, "carries the same key under two versions"),
                Arguments.of("1:", "is malformed"),
                Arguments.of("1:" + Keys.ONE + ",2:abc", "has the wrong length"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_bad_key_is_named_by_its_setting_and_never_shown(String setting, String why) {
        assertThatThrownBy(() -> DataKeys.parse(setting))
                .isInstanceOf(BadDataKey.class)
                .hasMessageStartingWith("KABAO_DATA_KEY " + why)
                .hasNoCause()
                .message()
                .doesNotContain(Keys.ONE, Keys.TWO, "not*base64");
    }

    @Test
    void keys_print_nothing_of_themselves() {
        assertThat(Keys.rotated()).hasToString("DataKeys[versions=[2, 1]]");
    }

    @Test
    void a_sample_key_in_any_version_is_found() {
        assertThat(Keys.rotated()
                        .anyRootMatches(
                                root -> Arrays.equals(root, HexFormat.of().parseHex("01".repeat(32)))))
                .isTrue();
        assertThat(Keys.rotated().anyRootMatches(root -> root[0] == 3)).isFalse();
    }
}
