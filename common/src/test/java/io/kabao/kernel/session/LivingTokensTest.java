package io.kabao.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LivingTokensTest {

    private final AtomicLong now = new AtomicLong();
    private final LivingTokens living = new LivingTokens(now::get);

    @Test
    void a_token_that_was_asked_for_stands_for_less_than_a_second() {
        assertThat(LivingTokens.LIVE).isLessThan(Duration.ofSeconds(1));
        assertThat(living.ask("token", () -> 7)).isEqualTo(7);
        assertThat(living.owner("token")).hasValue(7L);
        assertThat(living.owner("Token")).isEmpty();
        now.addAndGet(LivingTokens.LIVE.toNanos() - 1);
        assertThat(living.owner("token")).hasValue(7L);
        now.incrementAndGet();
        assertThat(living.owner("token")).isEmpty();
    }

    @Test
    void its_second_begins_before_it_is_asked_for() {
        living.ask("token", () -> {
            now.addAndGet(LivingTokens.LIVE.toNanos());
            return 7;
        });
        assertThat(living.owner("token")).isEmpty();
    }

    @Test
    void a_session_that_ends_is_forgotten_at_once() {
        living.opened("token", 7);
        assertThat(living.owner("token")).hasValue(7L);
        living.ended();
        assertThat(living.owner("token")).isEmpty();
    }

    @Test
    void an_answer_from_before_a_session_ended_counts_for_nothing() {
        living.ask("token", () -> {
            living.ended();
            return 7;
        });
        assertThat(living.owner("token")).isEmpty();
    }

    @Test
    void a_token_of_nobody_is_not_remembered() {
        assertThatThrownBy(() -> living.ask("token", () -> {
                    throw new BusinessError(KernelError.NOT_SIGNED_IN);
                }))
                .isInstanceOf(BusinessError.class);
        assertThat(living.owner("token")).isEmpty();
    }
}
