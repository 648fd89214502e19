package io.kabao.e2e.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.error.BusinessError;
import io.kabao.wechat.WechatError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a gateway refuses. */
final class Refusals {

    private Refusals() {}

    static void assertRefused(WechatError error, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BusinessError.class,
                        refused -> assertThat(refused.code()).isEqualTo(error));
    }
}
