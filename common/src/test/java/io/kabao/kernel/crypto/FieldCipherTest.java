package io.kabao.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldCipherTest {
    private static final FieldName PHONE = new FieldName("member.phone");
    private static final FieldName NAME = new FieldName("member.name");
    private final FieldCipher cipher = new FieldCipher(Keys.first());

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "+8613800000000", "欧阳娜娜", "𠮷野家 🎂", "line\nline\0"})
    void a_text_comes_back_as_it_was(String plain) {
        assertThat(cipher.decrypt(NAME, 7, cipher.encrypt(NAME, 7, plain))).isEqualTo(plain);
    }

    @Test
    void a_long_text_comes_back_and_grows_by_30_bytes() {
        var plain = "卡".repeat(10_000);
        var stored = cipher.encrypt(NAME, 7, plain);
        assertThat(stored).hasSize(plain.getBytes(StandardCharsets.UTF_8).length + FieldCipher.OVERHEAD_BYTES);
        assertThat(cipher.decrypt(NAME, 7, stored)).isEqualTo(plain);
    }

    @Test
    void the_same_text_never_looks_the_same() {
        assertThat(cipher.encrypt(PHONE, 7, "x")).isNotEqualTo(cipher.encrypt(PHONE, 7, "x"));
    }

    @Test
    void the_stored_form_carries_format_and_key_version() {
        assertThat(cipher.encrypt(PHONE, 7, "x")).startsWith(1, 1);
        assertThat(new FieldCipher(Keys.rotated()).encrypt(PHONE, 7, "x")).startsWith(1, 2);
    }

    @Test
    void any_altered_byte_is_refused() {
        var stored = cipher.encrypt(PHONE, 7, "+8613800000000");
        for (int at = 0; at < stored.length; at++) {
            var altered = stored.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> cipher.decrypt(PHONE, 7, altered))
                    .as("byte %d", at)
                    .isInstanceOf(UnreadableField.class)
                    .hasMessageStartingWith("Field member.phone can't be decrypted")
                    .message()
                    .doesNotContain("138");
        }
    }

    @Test
    void any_cut_value_is_refused() {
        var stored = cipher.encrypt(PHONE, 7, "+8613800000000");
        for (int length = 0; length < stored.length; length++) {
            var cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> cipher.decrypt(PHONE, 7, cut)).isInstanceOf(UnreadableField.class);
        }
    }

    @Test
    void a_value_moved_to_another_column_is_refused() {
        var stored = cipher.encrypt(PHONE, 7, "x");
        assertThatThrownBy(() -> cipher.decrypt(NAME, 7, stored)).isInstanceOf(UnreadableField.class);
    }

    @Test
    void a_value_moved_to_another_merchant_is_refused() {
        var stored = cipher.encrypt(PHONE, 7, "x");
        assertThatThrownBy(() -> cipher.decrypt(PHONE, 8, stored)).isInstanceOf(UnreadableField.class);
    }

    @Test
    void an_old_value_is_read_after_a_rotation_and_a_new_one_is_not_by_the_old_key() {
        var rotated = new FieldCipher(Keys.rotated());
        assertThat(rotated.decrypt(PHONE, 7, cipher.encrypt(PHONE, 7, "old"))).isEqualTo("old");
        assertThat(rotated.decrypt(PHONE, 7, rotated.encrypt(PHONE, 7, "new"))).isEqualTo("new");
        assertThatThrownBy(() -> cipher.decrypt(PHONE, 7, rotated.encrypt(PHONE, 7, "new")))
                .isInstanceOf(UnreadableField.class)
                .hasMessageContaining("key version 2 is not in KABAO_DATA_KEY");
    }

    @Test
    void another_data_key_reads_nothing() {
        var stranger = new FieldCipher(DataKeys.parse(Keys.TWO));
        assertThatThrownBy(() -> stranger.decrypt(PHONE, 7, cipher.encrypt(PHONE, 7, "x")))
                .isInstanceOf(UnreadableField.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "phone", "member.", "Member.phone", "member.phone.x", "member phone"})
    void a_field_name_is_table_and_column(String name) {
        assertThatThrownBy(() -> new FieldName(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
