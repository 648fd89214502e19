package io.kabao.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.kernel.error.RetryLater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliyunRefusalTest {

    @ParameterizedTest
    @CsvSource({
        "isv.MOBILE_NUMBER_ILLEGAL, SMS_PHONE_REFUSED",
        "isv.BLACK_KEY_CONTROL_LIMIT, SMS_PHONE_REFUSED",
        "isv.BUSINESS_LIMIT_CONTROL, SMS_TOO_OFTEN",
        "isp.SYSTEM_ERROR, SMS_UNAVAILABLE",
        "Throttling.User, SMS_UNAVAILABLE",
        "isv.AMOUNT_NOT_ENOUGH, SMS_NOT_SET_UP",
        "isv.SMS_TEMPLATE_ILLEGAL, SMS_NOT_SET_UP",
        "isv.SMS_SIGNATURE_ILLEGAL, SMS_NOT_SET_UP",
        "InvalidAccessKeyId.NotFound, SMS_NOT_SET_UP",
        "isv.NEVER_HEARD_OF, SMS_NOT_SET_UP"
    })
    void each_refusal_is_said_in_our_words(String code, MessageError expected) {
        assertThat(AliyunRefusal.of(code, "").code()).isEqualTo(expected);
    }

    @Test
    void a_limit_of_theirs_says_when_to_ask_again() {
        assertThat(wait("触发分钟级流控Permits:1")).isEqualTo(60);
        assertThat(wait("触发小时级流控Permits:5")).isEqualTo(3600);
        assertThat(wait("触发天级流控Permits:10")).isEqualTo(3600);
    }

    private static long wait(String message) {
        return ((RetryLater) AliyunRefusal.of("isv.BUSINESS_LIMIT_CONTROL", message)).retryAfterSeconds();
    }
}
