package io.kabao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped jars refuse to start with settings that can't be right, and say which. */
class StartUpTest {

    @ParameterizedTest
    @CsvSource({
        "KABAO_DATA_KEY, c4narykey",
        "SPRING_DATASOURCE_URL, jdbc:postgresql://c4nary/kabao",
        "SPRING_DATASOURCE_PASSWORD, ''",
        "SPRING_DATA_REDIS_URL, http://c4nary",
        "KABAO_WECHAT_API_BASE, ftp://c4nary",
    })
    void a_bad_setting_ends_the_start_and_is_named_without_its_value(String setting, String value) {
        var output = refused("wx-api", Ground.settingsWith(Map.of(setting, value)));
        assertThat(output).contains(setting).doesNotContain("c4nary", "\tat ");
    }

    @Test
    void production_refuses_the_sandbox() {
        var settings = Ground.settingsWith(Map.of("SPRING_PROFILES_ACTIVE", "production"));
        var output = refused("admin-api", settings);
        assertThat(output)
                .contains("KABAO_WECHAT_API_BASE", "KABAO_WECHAT_PAY_BASE", "KABAO_SMS_ENDPOINT", "KABAO_PUBLIC_BASE")
                .doesNotContain(Ground.sandbox().http().url());
        settings.forEach((name, value) -> {
            if (name.contains("PASSWORD") || name.contains("KEY")) {
                assertThat(output).as(name).doesNotContain(value);
            }
        });
    }

    @Test
    void a_missing_data_key_is_named() {
        var settings = new HashMap<>(Settings.of(Ground.sandbox()));
        settings.remove("KABAO_DATA_KEY");
        assertThat(refused("admin-api", settings)).contains("KABAO_DATA_KEY");
    }

    @Test
    void a_taken_port_is_named() {
        var taken = Ground.sandbox().redis().port();
        var output = refused("wx-api", Ground.settingsWith(Map.of("SERVER_PORT", Integer.toString(taken))));
        assertThat(output).contains(Integer.toString(taken)).contains("already in use");
    }

    /** Starts it, waits for its end and gives its words. */
    private static String refused(String door, Map<String, String> settings) {
        try (var process = AppProcess.ofJar(door, settings)) {
            assertThat(process.waitForExit()).as("exit code").isNotZero();
            return process.output();
        }
    }
}
