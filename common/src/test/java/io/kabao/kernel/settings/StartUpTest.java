package io.kabao.kernel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;

/** Starts a tiny application in a process of its own, as an operator would see it. */
class StartUpTest {

    @Test
    void a_door_with_bad_settings_ends_with_1_and_names_each_without_its_value() throws Exception {
        var run = start(Map.of(
                "KABAO_APP", "wx-api",
                "SPRING_DATASOURCE_URL", "jdbc:mysql://me:c4nary@db1/kabao",
                "SPRING_DATASOURCE_USERNAME", "me",
                "SPRING_DATASOURCE_PASSWORD", "c4nary",
                "SERVER_PORT", "c4nary",
                "KABAO_DATA_KEY", "c4nary"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains(
                        "APPLICATION FAILED TO START",
                        "These settings are missing or wrong:",
                        "SPRING_DATASOURCE_URL holds a user or password",
                        "SPRING_DATA_REDIS_URL is missing: expected",
                        "SERVER_PORT is no port: expected",
                        "KABAO_DATA_KEY has the wrong length")
                .doesNotContain("c4nary", "STARTED", "\tat ");
    }

    @Test
    void an_application_that_is_no_door_starts_without_any_setting() throws Exception {
        var run = start(Map.of());
        assertThat(run.output()).contains("STARTED");
        assertThat(run.exitCode()).isZero();
    }

    private static Run start(Map<String, String> settings) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Tiny.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("KABAO_"));
        builder.environment().putAll(settings);
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private record Run(int exitCode, String output) {}

    @Configuration(proxyBeanMethods = false)
    static class Tiny {
        public static void main(String[] args) {
            var application = new SpringApplication(Tiny.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.addListeners((ApplicationReadyEvent event) ->
                    LoggerFactory.getLogger(Tiny.class).info("STARTED"));
            application.run(args).close();
        }
    }
}
