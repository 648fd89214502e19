package io.kabao.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeStatusTest {

    @ParameterizedTest
    @EnumSource(CodeStatus.class)
    void an_open_code_may_become_anything_else_a_used_one_open_again_and_no_other_anything(CodeStatus next) {
        for (var from : CodeStatus.values()) {
            assertThat(from.canBecome(next))
                    .as("%s to %s", from, next)
                    .isEqualTo((from == CodeStatus.OPEN && next != CodeStatus.OPEN)
                            || (from == CodeStatus.USED && next == CodeStatus.OPEN));
        }
    }
}
