package io.kabao.kernel.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxStatusTest {

    @ParameterizedTest
    @CsvSource({
        "WAITING,WAITING,false", "WAITING,DONE,true", "WAITING,GIVEN_UP,true",
        "DONE,WAITING,false", "DONE,DONE,false", "DONE,GIVEN_UP,false",
        "GIVEN_UP,WAITING,true", "GIVEN_UP,DONE,false", "GIVEN_UP,GIVEN_UP,false"
    })
    void a_push_may_go_from_one_state_to_the_other(InboxStatus from, InboxStatus to, boolean may) {
        assertThat(from.canBecome(to)).isEqualTo(may);
    }
}
