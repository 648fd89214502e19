package io.kabao.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxMainTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void it_tells_its_settings_revives_what_is_killed_and_ends_on_sigterm(@TempDir Path folder) throws Exception {
        int port = freePort();
        Path data = folder.resolve("数据 und mehr");
        Path told = data.resolve("sandbox.env");
        Process program = launch(
                data,
                Map.of(
                        "KABAO_SANDBOX_PORT", Integer.toString(port),
                        "KABAO_SANDBOX_DB_PORT", Integer.toString(freePort()),
                        "KABAO_SANDBOX_REDIS_PORT", Integer.toString(freePort())));
        try {
            await(() -> health(port) == 200);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(told)))
                    .isEqualTo("rw-------");
            assertThat(shellReads(told, "KABAO_WECHAT_API_BASE")).isEqualTo("http://127.0.0.1:" + port);
            assertThat(Base64.getDecoder().decode(shellReads(told, "KABAO_DATA_KEY")))
                    .hasSize(32);
            assertThat(shellReads(told, "SPRING_DATASOURCE_URL")).contains("&allowPublicKeyRetrieval=true");

            List<ProcessHandle> servers = servers(program);
            assertThat(servers).hasSize(2);
            for (ProcessHandle server : servers) {
                server.destroyForcibly();
                await(() -> !server.isAlive());
                await(() -> servers(program).size() == 2 && health(port) == 200);
            }

            List<ProcessHandle> revived = servers(program);
            program.toHandle().destroy();
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(revived).hasSize(2).noneMatch(ProcessHandle::isAlive);
            assertThat(told).doesNotExist();
            assertThat(data.resolve("database/mariadbd.log")).content().endsWith("Shutdown complete\n");
        } finally {
            program.toHandle().destroyForcibly();
        }
    }

    @Test
    void a_taken_port_ends_it_with_the_setting_to_change(@TempDir Path folder) throws Exception {
        for (String setting : List.of("KABAO_SANDBOX_PORT", "KABAO_SANDBOX_DB_PORT", "KABAO_SANDBOX_REDIS_PORT")) {
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var ports = new HashMap<>(Map.of(
                        "KABAO_SANDBOX_PORT", Integer.toString(freePort()),
                        "KABAO_SANDBOX_DB_PORT", Integer.toString(freePort()),
                        "KABAO_SANDBOX_REDIS_PORT", Integer.toString(freePort())));
                ports.put(setting, Integer.toString(taken.getLocalPort()));
                Process program = launch(folder.resolve(setting), ports);
                assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(program.exitValue()).isEqualTo(2);
                assertThat(Files.readString(folder.resolve(setting + ".log"))
                                .lines()
                                .toList()
                                .getLast())
                        .contains("port " + taken.getLocalPort(), "set " + setting);
            }
        }
    }

    private static List<ProcessHandle> servers(Process program) {
        return program.children().filter(ProcessHandle::isAlive).toList();
    }

    private static Process launch(Path data, Map<String, String> settings) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName());
        builder.environment().putAll(settings);
        builder.environment().put("KABAO_SANDBOX_DATA", data.toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile());
        return builder.start();
    }

    private static String shellReads(Path file, String setting) throws IOException {
        Process shell = new ProcessBuilder(
                        "sh", "-c", ". \"$1\"; eval \"printf %s \\\"\\$$2\\\"\"", "sh", file.toString(), setting)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private int health(int port) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sandbox/health"));
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
