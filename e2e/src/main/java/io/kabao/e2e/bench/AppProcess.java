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

/** One of the two apps, run from its jar as operators run it, with 256 MB of heap. */
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
        Path folder = Path.of(required(APPS), name);
        Path log = Files.createDirectories(Path.of(required(LOGS))).resolve(name + ".log");
        int port = freePort();
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        name + ".jar"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT",
                        Integer.toString(port),
                        "SERVER_ADDRESS",
                        "127.0.0.1",
                        "KABAO_PUBLIC_BASE",
                        "http://127.0.0.1:" + port));
        var app = new AppProcess(builder.start(), port);
        app.awaitHealth(log);
        return app;
    }

    private void awaitHealth(Path log) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isHealthy()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                close();
                throw new IllegalStateException("the app does not start; its log is " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean isHealthy() {
        try (var client = new HttpClientOnSocket(port, "/actuator/health", "")) {
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
