package io.kabao.e2e.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One of the three programs, run from its jar as operators run it, with 256 MB of heap. */
final class AppProcess implements AutoCloseable {
    /** Where scripts/bench has the unpacked jars and wants the logs. */
    private static final String APPS = "kabao.bench.apps";

    private static final String LOGS = "kabao.bench.logs";
    private static final long START_SECONDS = 90;
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final int port;

    private AppProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts {@code wx-api} or {@code admin-api} with these settings and waits until it is healthy. */
    static AppProcess start(String name, Map<String, String> settings) throws IOException {
        int port = freePort();
        var own = Map.of(
                "SERVER_PORT",
                Integer.toString(port),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "KABAO_PUBLIC_BASE",
                "http://127.0.0.1:" + port);
        return launch(name, port, "/actuator/health", List.of(settings, own));
    }

    /** Starts the sandbox with its data in this folder, so many MiB of them in memory, and waits until it is ready. */
    static AppProcess sandbox(Path data, int databaseMib) throws IOException {
        int port = freePort();
        var own = Map.of(
                "KABAO_SANDBOX_DATA",
                data.toString(),
                "KABAO_SANDBOX_PORT",
                Integer.toString(port),
                "JAVA_TOOL_OPTIONS",
                "-Dkabao.sandbox.database.mib=" + databaseMib,
                "KABAO_SANDBOX_DB_PORT",
                Integer.toString(freePort()),
                "KABAO_SANDBOX_REDIS_PORT",
                Integer.toString(freePort()));
        return launch("sandbox", port, "/sandbox/health", List.of(own));
    }

    private static AppProcess launch(String name, int port, String health, List<Map<String, String>> settings)
            throws IOException {
        Path log = folder().resolve(name + ".log");
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        name + ".jar"))
                .directory(Path.of(required(APPS), name).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        settings.forEach(builder.environment()::putAll);
        var app = new AppProcess(builder.start(), port);
        app.awaitHealth(health, log);
        return app;
    }

    /** Where programs leave what they write while a benchmark runs; it is made where it is missing. */
    static Path folder() throws IOException {
        return Files.createDirectories(Path.of(required(LOGS)));
    }

    private void awaitHealth(String health, Path log) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isHealthy(health)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                close();
                throw new IllegalStateException("the app does not start; its log is " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean isHealthy(String health) {
        try (var client = new HttpClientOnSocket(port, health, "")) {
            client.call();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Its port on 127.0.0.1. */
    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("the system property " + property + " is missing; use scripts/bench");
        }
        return value;
    }
}
