package io.kabao.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.error.BusinessError;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorisedPhoneTest {

    private static final Instant AT = Instant.ofEpochSecond(1_637_744_274);

    /** The sample of WeChat's document, but for the number. */
    private static final String SAMPLE = """
            {"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"13800000000","purePhoneNumber":"13800000000",
             "countryCode":%s,"watermark":{"timestamp":%s,"appid":"%s"}}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"86", "\"86\""})
    void the_country_code_may_be_a_number_or_a_text(String countryCode) {
        var phone = AuthorisedPhone.of(SAMPLE.formatted(countryCode, AT.getEpochSecond(), "wx1"))
                .phoneFor("wx1", AT);
        assertThat(phone.e164()).isEqualTo("+8613800000000");
    }

    @Test
    void it_is_taken_for_five_minutes_and_no_longer() {
        var authorised = AuthorisedPhone.of(SAMPLE.formatted("86", AT.getEpochSecond(), "wx1"));
        var end = AT.plus(Duration.ofMinutes(5));
        assertThat(authorised.phoneFor("wx1", end).lastFour()).isEqualTo("0000");
        refused(authorised, "wx1", end.plusMillis(1));
    }

    @Test
    void a_number_authorised_for_another_app_is_refused() {
        refused(AuthorisedPhone.of(SAMPLE.formatted("86", AT.getEpochSecond(), "wx2")), "wx1", AT);
    }

    @Test
    void a_fixed_line_is_refused() {
        refused(new AuthorisedPhone("86", "01062782051", "wx1", AT), "wx1", AT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"phone_info\":{}}", "{\"phone_info\":null}", "[]", "null", ""})
    void an_answer_without_what_it_promises_is_none(String body) {
        assertThatThrownBy(() -> AuthorisedPhone.of(body)).isInstanceOf(UnusableAnswer.class);
    }

    @Test
    void it_prints_itself_without_the_number() {
        assertThat(AuthorisedPhone.of(SAMPLE.formatted("86", "1", "wx1"))).hasToString("AuthorisedPhone");
    }

    private static void refused(AuthorisedPhone phone, String appId, Instant now) {
        assertThatThrownBy(() -> phone.phoneFor(appId, now))
                .isInstanceOfSatisfying(
                        BusinessError.class,
                        refused -> assertThat(refused.code()).isEqualTo(WechatError.PHONE_CODE_INVALID));
    }
}
