package io.kabao.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    @Test
    void others_words_are_not_repeated() {
        var failure = new IllegalStateException("no such person: 张三", new RuntimeException("c4nary"));
        assertThat(FailureText.of(failure)).isEqualTo("IllegalStateException < RuntimeException");
    }

    @Test
    void our_own_words_are_with_long_numbers_masked() {
        assertThat(FailureText.of(new PermanentFailure("errcode 40003 for 13800000000")))
                .isEqualTo("PermanentFailure: errcode **** for ****");
        assertThat(FailureText.of(new BusinessError(KernelError.BUSY))).isEqualTo("BusinessError: BUSY");
    }

    @Test
    void it_fits_the_column() {
        assertThat(FailureText.of(new PermanentFailure("x".repeat(2000)))).hasSize(500);
    }
}
