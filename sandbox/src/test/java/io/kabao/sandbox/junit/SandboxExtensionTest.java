package io.kabao.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.sandbox.Sandbox;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@WithSandbox
class SandboxExtensionTest {
    @Test
    void the_sandbox_is_handed_to_tests_and_is_the_same_for_all(Sandbox sandbox) {
        assertThat(sandbox).isSameAs(Sandbox.shared());
        assertThat(sandbox.database().isRunning()).isTrue();
        assertThat(sandbox.redis().isRunning()).isTrue();
    }

    @Test
    void its_settings_name_all_that_an_app_must_know(Sandbox sandbox) throws SQLException {
        var settings = sandbox.settings();
        assertThat(settings)
                .containsOnlyKeys(
                        "SPRING_DATASOURCE_URL",
                        "SPRING_DATASOURCE_USERNAME",
                        "SPRING_DATASOURCE_PASSWORD",
                        "SPRING_FLYWAY_USER",
                        "SPRING_FLYWAY_PASSWORD",
                        "SPRING_DATA_REDIS_URL",
                        "KABAO_WECHAT_API_BASE",
                        "KABAO_WECHAT_OPEN_BASE",
                        "KABAO_WECHAT_MP_BASE",
                        "KABAO_WECHAT_PAY_BASE",
                        "KABAO_SMS_ENDPOINT")
                .containsEntry(
                        "KABAO_WECHAT_API_BASE",
                        "http://127.0.0.1:" + sandbox.http().port());
        try (var connection = DriverManager.getConnection(
                settings.get("SPRING_DATASOURCE_URL"),
                settings.get("SPRING_DATASOURCE_USERNAME"),
                settings.get("SPRING_DATASOURCE_PASSWORD"))) {
            assertThat(connection.getCatalog()).isEqualTo("kabao");
        }
    }
}
