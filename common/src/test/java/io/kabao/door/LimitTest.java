package io.kabao.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitTest {

    @Test
    void a_property_is_named_after_limit_and_key() {
        assertThat(Limit.UNKNOWN_SCENE.property(LimitKey.ADDRESS)).isEqualTo("kabao.limits.unknown-scene.address");
        assertThat(Limit.CLAIM.property(LimitKey.CALLER)).isEqualTo("kabao.limits.claim.caller");
    }

    @ParameterizedTest
    @EnumSource(value = Limit.class, mode = EnumSource.Mode.EXCLUDE, names = "REFUSAL_ON_RECORD")
    void an_address_is_always_limited_and_gets_more_than_a_person(Limit limit) {
        assertThat(limit.perMinute(LimitKey.ADDRESS))
                .isPositive()
                .isGreaterThanOrEqualTo(limit.perMinute(LimitKey.CALLER));
    }
}
