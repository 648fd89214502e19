package io.kabao.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.kernel.Phone;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyedHashesTest {
    private static final Phone PHONE = Phone.of("13800000000");
    private final PhoneHash phones = new PhoneHash(Keys.first());
    private final RequestHash requests = new RequestHash(Keys.first());

    /** Computed with another implementation of HKDF and HMAC. */
    @Test
    void a_phone_hash_is_fixed_for_ever() {
        assertThat(HexFormat.of().formatHex(phones.of(42, PHONE)))
                .isEqualTo("848bb925f7c566be5897b05816977abf3453be248163af00d9e382ffb59122f3");
    }

    @Test
    void one_phone_has_different_hashes_at_two_merchants() {
        assertThat(phones.of(1, PHONE)).hasSize(32).isNotEqualTo(phones.of(2, PHONE));
    }

    @Test
    void two_phones_have_different_hashes() {
        assertThat(phones.of(1, PHONE)).isNotEqualTo(phones.of(1, Phone.of("13800000001")));
    }

    @Test
    void a_phone_hash_outlives_a_rotation_of_the_data_key() {
        assertThat(new PhoneHash(Keys.rotated()).of(1, PHONE)).isEqualTo(phones.of(1, PHONE));
    }

    @Test
    void a_phone_hash_can_not_be_made_without_the_data_key() {
        assertThat(new PhoneHash(DataKeys.parse(Keys.TWO)).of(1, PHONE)).isNotEqualTo(phones.of(1, PHONE));
    }

    @Test
    void the_same_request_has_the_same_hash() {
        assertThat(of("POST", "/pos/spends", "{}")).isEqualTo(of("POST", "/pos/spends", "{}"));
        assertThat(requests.of("POST", "/x", new byte[0])).hasSize(32);
    }

    @Test
    void parts_of_a_request_do_not_run_into_each_other() {
        var seen = new HashSet<String>();
        seen.add(of("POST", "/a", "b"));
        seen.add(of("POST", "/", "ab"));
        seen.add(of("POST", "/ab", ""));
        seen.add(of("POST/", "a", "b"));
        seen.add(of("", "POST/a", "b"));
        seen.add(of("PUT", "/a", "b"));
        assertThat(seen).hasSize(6);
    }

    private String of(String method, String path, String body) {
        return HexFormat.of().formatHex(requests.of(method, path, body.getBytes(StandardCharsets.UTF_8)));
    }
}
