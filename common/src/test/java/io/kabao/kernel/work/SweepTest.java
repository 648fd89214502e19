package io.kabao.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweepTest {

    @Test
    void it_goes_on_until_a_statement_finds_less_than_it_may_take() {
        var left = new AtomicInteger(2 * Sweep.BATCH + 5);
        assertThat(Sweep.run(most -> Math.min(most, left.getAndAdd(-most)))).isEqualTo(2 * Sweep.BATCH + 5);
    }

    @Test
    void one_run_has_an_end() {
        assertThat(Sweep.run(most -> most)).isEqualTo(Sweep.BATCH * Sweep.BATCHES_MAX);
    }
}
