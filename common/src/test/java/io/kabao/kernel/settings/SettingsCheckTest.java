package io.kabao.kernel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsCheckTest {
    private static final String KEY = "dGS0XcO8z5t1q+o1n9sQ0Yx4k2wV7bJm3hLrPfUeAqM=";

    @Test
    void sound_settings_pass() {
        assertThatCode(() -> check(sound())).doesNotThrowAnyException();
    }

    @Test
    void sound_production_settings_pass() {
        assertThatCode(() -> check(production())).doesNotThrowAnyException();
    }

    @Test
    void the_real_addresses_may_be_spelt_out_in_production() {
        var settings = production();
        settings.put("KABAO_WECHAT_API_BASE", "https://api.weixin.qq.com");
        settings.put("KABAO_WECHAT_OPEN_BASE", "https://open.weixin.qq.com");
        settings.put("KABAO_WECHAT_MP_BASE", "https://mp.weixin.qq.com");
        settings.put("KABAO_WECHAT_PAY_BASE", "https://api2.mch.weixin.qq.com");
        settings.put("KABAO_SMS_ENDPOINT", "https://dysmsapi.aliyuncs.com");
        assertThatCode(() -> check(settings)).doesNotThrowAnyException();
    }

    @Test
    void encryption_may_be_off_towards_a_database_on_the_same_machine() {
        var settings = production();
        settings.put("SPRING_DATASOURCE_URL", "jdbc:mysql://127.0.0.1:3306/kabao?sslMode=DISABLED");
        assertThatCode(() -> check(settings)).doesNotThrowAnyException();
    }

    @Test
    void other_applications_are_left_alone() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of("KABAO_APP", "sandbox"))).doesNotThrowAnyException();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("SPRING_DATASOURCE_URL", ""),
                bad("SPRING_DATASOURCE_URL", "jdbc:postgresql://db1/kabao"),
                bad("SPRING_DATASOURCE_URL", "jdbc:mysql://db1:3306"),
                bad("SPRING_DATASOURCE_URL", "jdbc:mysql://db1/kabao?user=me&password=c4nary"),
                bad("SPRING_DATASOURCE_URL", "jdbc:mysql://db1/kabao?useSSL=true&Password=c4nary"),
                bad("SPRING_DATASOURCE_URL", "jdbc:mysql://me:c4nary@db1:3306/kabao"),
                bad("SPRING_DATASOURCE_URL", "jdbc:mysql://(host=db1,password=c4nary)/kabao"),
                bad("SPRING_DATASOURCE_USERNAME", " "),
                bad("SPRING_DATASOURCE_PASSWORD", ""),
                bad("SPRING_FLYWAY_PASSWORD", ""),
                bad("SPRING_FLYWAY_USER", ""),
                bad("SPRING_DATA_REDIS_URL", ""),
                bad("SPRING_DATA_REDIS_URL", "http://c4nary:6379"),
                bad("SPRING_DATA_REDIS_URL", "redis:///c4nary"),
                bad("SERVER_PORT", "c4nary"),
                bad("SERVER_PORT", "65536"),
                bad("SERVER_PORT", "-1"),
                bad("KABAO_DATA_KEY", ""),
                bad("KABAO_DATA_KEY", "c4nary"),
                bad("KABAO_DATA_KEY", "2:" + KEY),
                bad("KABAO_PUBLIC_BASE", "c4nary.example.com"),
                bad("KABAO_PUBLIC_BASE", "ftp://c4nary.example.com"),
                bad("KABAO_PUBLIC_BASE", "https://c4nary.example.com/?x=1"),
                bad("KABAO_PUBLIC_BASE", "https://c4nary.example.com/#x"),
                bad("KABAO_PUBLIC_BASE", "https://c4nary.example.com/"),
                bad("KABAO_PUBLIC_BASE", "https://me:c4nary@shop.example.com"),
                bad("KABAO_PUBLIC_BASE", "https://c4nary.example.com and more"),
                bad("KABAO_PUBLIC_BASE", "https://c4nary.example.com:99999"),
                bad("KABAO_WECHAT_API_BASE", "api.c4nary"),
                bad("KABAO_WECHAT_OPEN_BASE", "//c4nary"),
                bad("KABAO_WECHAT_MP_BASE", "c4nary"),
                bad("KABAO_WECHAT_PAY_BASE", "https:c4nary"),
                bad("KABAO_SMS_ENDPOINT", "c4nary:8080"),
                bad("KABAO_OWNER_PASSWORD", "c4nary-elev"),
                bad("KABAO_OWNER_PASSWORD", "Password1234"),
                bad("KABAO_OWNER_PASSWORD", "aaaaaaaaaaaaaaaa"),
                bad("KABAO_PLATFORM_PASSWORD", "1234567890123456"),
                bad("KABAO_PLATFORM_PASSWORD", "9876543210987"),
                bad("KABAO_LOG_FORMAT", "c4nary"));
    }

    static Stream<Arguments> badInProduction() {
        return Stream.of(
                bad("KABAO_WECHAT_API_BASE", "http://127.0.0.1:8083"),
                bad("KABAO_WECHAT_API_BASE", "https://api.weixin.qq.com.c4nary.com"),
                bad("KABAO_WECHAT_OPEN_BASE", "http://open.weixin.qq.com"),
                bad("KABAO_WECHAT_MP_BASE", "https://api.weixin.qq.com"),
                bad("KABAO_WECHAT_PAY_BASE", "https://api.mch.weixin.qq.com:8443"),
                bad("KABAO_SMS_ENDPOINT", "http://localhost:8083"),
                bad("KABAO_SMS_ACCESS_KEY_ID", ""),
                bad("KABAO_SMS_ACCESS_KEY_SECRET", " "),
                bad("KABAO_SMS_SIGN_NAME", ""),
                bad("KABAO_SMS_TEMPLATE_CLAIM", ""),
                bad("KABAO_SMS_TEMPLATE_BIND", ""),
                bad("KABAO_SMS_TEMPLATE_IDENTITY", ""),
                bad("KABAO_SMS_TEMPLATE_PIN", ""),
                bad("KABAO_SMS_TEMPLATE_PAY", ""),
                bad("KABAO_SMS_TEMPLATE_CARD_BOUND_ELSEWHERE", ""),
                bad("KABAO_SMS_TEMPLATE_PHONE_TAKEN_OVER", ""),
                bad("KABAO_PUBLIC_BASE", ""),
                bad("KABAO_PUBLIC_BASE", "http://c4nary.example.com"),
                bad("KABAO_PUBLIC_BASE", "https://localhost"),
                bad("KABAO_PUBLIC_BASE", "https://127.0.0.5:8081"),
                bad("KABAO_PUBLIC_BASE", "https://[::1]"),
                bad("KABAO_DATA_KEY", base64(at -> 7)),
                bad("KABAO_DATA_KEY", base64(at -> at)),
                bad("KABAO_DATA_KEY", base64(at -> 200 - at)),
                bad("KABAO_DATA_KEY", base64(at -> 'a' + at % 23)),
                bad("KABAO_DATA_KEY", base64(at -> at % 16 * at % 16)),
                bad("KABAO_DATA_KEY", base64(at -> at % 2 * 255)),
                bad("KABAO_DATA_KEY", "2:" + KEY + ",1:" + base64(at -> 7)),
                bad("SPRING_DATASOURCE_URL", "jdbc:mysql://db1.internal:3306/kabao?sslMode=DISABLED"),
                bad("SPRING_DATASOURCE_URL", "jdbc:mysql://127.0.0.1,db1.internal:3306/kabao?a=b&useSSL=false"),
                bad("SPRING_DATASOURCE_USERNAME", "root"),
                bad("SPRING_DATASOURCE_PASSWORD", "c4nary"),
                bad("SPRING_DATASOURCE_PASSWORD", "changeme-changeme"),
                bad("SPRING_DATASOURCE_PASSWORD", "sandbox-database-1"),
                bad("SPRING_FLYWAY_PASSWORD", "password1234"),
                bad("SPRING_FLYWAY_USER", "kabao_app"),
                bad("SPRING_DATA_REDIS_URL", "redis://c4nary.internal:6379"),
                bad("SPRING_DATA_REDIS_URL", "redis://:c4nary@redis.internal:6379"),
                bad("SPRING_DATA_REDIS_URL", "redis://:@redis.internal:6379"),
                bad("SPRING_DATA_REDIS_URL", "redis://kabao-long-user:c4nary@redis.internal:6379"),
                bad("SPRING_DATA_REDIS_URL", "redis://:123456789012@redis.internal:6379"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_bad_setting_is_named_and_its_value_is_not(String setting, String value) {
        refuses(sound(), setting, value);
        refuses(production(), setting, value);
    }

    @ParameterizedTest
    @MethodSource("badInProduction")
    void what_does_for_a_trial_is_refused_in_production(String setting, String value) {
        refuses(production(), setting, value);
    }

    @Test
    void what_is_refused_in_production_does_for_a_trial() {
        var settings = sound();
        settings.put("KABAO_WECHAT_API_BASE", "http://127.0.0.1:8083");
        settings.put("KABAO_DATA_KEY", base64(at -> 7));
        settings.put("KABAO_PUBLIC_BASE", "http://localhost:8081");
        settings.put("SPRING_DATASOURCE_USERNAME", "root");
        settings.remove("SPRING_FLYWAY_USER");
        settings.remove("SPRING_FLYWAY_PASSWORD");
        settings.remove("KABAO_OWNER_PASSWORD");
        assertThatCode(() -> check(settings)).doesNotThrowAnyException();
    }

    @Test
    void an_app_without_the_user_that_migrates_is_refused_in_production() {
        var settings = production();
        settings.remove("SPRING_FLYWAY_USER");
        settings.remove("SPRING_FLYWAY_PASSWORD");
        assertThatThrownBy(() -> check(settings))
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining("SPRING_FLYWAY_USER");
    }

    @Test
    void a_profile_that_was_meant_to_be_production_is_not_taken_for_a_trial() {
        var settings = sound();
        settings.put("SPRING_PROFILES_ACTIVE", "prod");
        assertThatThrownBy(() -> check(settings))
                .isInstanceOf(BadSettings.class)
                .hasMessageStartingWith("SPRING_PROFILES_ACTIVE ");
    }

    @Test
    void all_faults_are_told_at_once() {
        var bad =
                catchThrowableOfType(BadSettings.class, () -> check(Map.of("KABAO_APP", "wx-api", "SERVER_PORT", "x")));
        assertThat(bad.problems())
                .extracting(BadSettings.Problem::setting)
                .containsExactly(
                        "SPRING_DATASOURCE_URL",
                        "SPRING_DATASOURCE_USERNAME",
                        "SPRING_DATASOURCE_PASSWORD",
                        "SPRING_DATA_REDIS_URL",
                        "SERVER_PORT",
                        "KABAO_DATA_KEY");
        assertThat(bad.getExitCode()).isEqualTo(1);
    }

    private static void refuses(Map<String, String> settings, String setting, String value) {
        settings.put(setting, value);
        var bad = catchThrowableOfType(BadSettings.class, () -> check(settings));
        assertThat(bad).as(setting).isNotNull();
        assertThat(bad.problems()).extracting(BadSettings.Problem::setting).contains(setting);
        assertThat(bad).hasNoCause().message().doesNotContain("c4nary", KEY);
        if (!value.isBlank()) {
            assertThat(bad.getMessage()).doesNotContain(value.strip());
        }
    }

    private static void check(Map<String, String> settings) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        // As the real environment: names in capitals, found by the properties' dotted names.
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", new HashMap<>(settings)));
        new SettingsCheck().postProcessEnvironment(environment, new SpringApplication());
    }

    private static Map<String, String> sound() {
        return new HashMap<>(Map.of(
                "KABAO_APP", "admin-api",
                "SPRING_DATASOURCE_URL", "jdbc:mysql://db1.internal:3306/kabao",
                "SPRING_DATASOURCE_USERNAME", "kabao_app",
                "SPRING_DATASOURCE_PASSWORD", "vL3qXz8TnRw1Kc",
                "SPRING_FLYWAY_USER", "kabao_owner",
                "SPRING_FLYWAY_PASSWORD", "pY7mWd2HsBf9Gj",
                "SPRING_DATA_REDIS_URL", "redis://:tQ5kZr4NvCx8Lb@redis.internal:6379/1",
                "SERVER_PORT", "8082",
                "KABAO_DATA_KEY", KEY,
                "KABAO_OWNER_PASSWORD", "a good long one"));
    }

    private static Map<String, String> production() {
        var settings = sound();
        settings.put("SPRING_PROFILES_ACTIVE", "production");
        settings.put("KABAO_PUBLIC_BASE", "https://card.example.com");
        settings.put("KABAO_SMS_ACCESS_KEY_ID", "the-id");
        settings.put("KABAO_SMS_ACCESS_KEY_SECRET", "the-secret");
        settings.put("KABAO_SMS_SIGN_NAME", "一家店");
        for (var template :
                List.of("CLAIM", "BIND", "IDENTITY", "PIN", "PAY", "CARD_BOUND_ELSEWHERE", "PHONE_TAKEN_OVER")) {
            settings.put("KABAO_SMS_TEMPLATE_" + template, "SMS_1");
        }
        return settings;
    }

    private static Arguments bad(String setting, String value) {
        return Arguments.of(setting, value);
    }

    private static String base64(IntUnaryOperator byteAt) {
        var bytes = new byte[32];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) byteAt.applyAsInt(at);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
