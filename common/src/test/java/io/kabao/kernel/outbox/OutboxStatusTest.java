package io.kabao.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxStatusTest {

    @ParameterizedTest
    @CsvSource({
        "WAITING,WAITING,false", "WAITING,SENT,true", "WAITING,GIVEN_UP,true",
        "SENT,WAITING,false", "SENT,SENT,false", "SENT,GIVEN_UP,false",
        "GIVEN_UP,WAITING,true", "GIVEN_UP,SENT,false", "GIVEN_UP,GIVEN_UP,false"
    })
    void a_message_may_go_from_one_state_to_the_other(OutboxStatus from, OutboxStatus to, boolean may) {
        assertThat(from.canBecome(to)).isEqualTo(may);
    }
}
