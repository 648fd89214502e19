package io.kabao.e2e.browser;

import io.kabao.e2e.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * {@code scripts/start} as a person runs it, with fresh data and ports of its own; where things are is read from what it
 * prints. Only the building is left out: it gets the jars of this build. It ends when it is closed, and whatever happens
 * when this JVM does.
 */
final class StartedHouse implements AutoCloseable {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START_AT_MOST = Duration.ofMinutes(8);
    private static final Duration END_AT_MOST = Duration.ofSeconds(90);
    private static final List<String> PORTS = List.of(
            "KABAO_WX_API_PORT",
            "KABAO_ADMIN_API_PORT",
            "KABAO_SANDBOX_PORT",
            "KABAO_SANDBOX_DB_PORT",
            "KABAO_SANDBOX_REDIS_PORT");

    /** Becomes the script; a watcher beside it ends it when the other end of standard input, held by us, is gone. */
    private static final String GUARD = """
        exec 3<&0
        (read -r _ <&3; read -r _ _ _ parent _ < /proc/self/stat; [ "$parent" = "$$" ] && kill -TERM "$$") >/dev/null 2>&1 &
        exec "$@" 3<&- </dev/null
        """;

    private final Process process;
    private final Path folder;
    private final Path printed;

    private StartedHouse(Process process, Path folder, Path printed) {
        this.process = process;
        this.folder = folder;
        this.printed = printed;
    }

    /** Starts everything and waits until the script says that it runs. */
    static StartedHouse start() {
        try {
            var target = Files.createDirectories(Path.of("target").toAbsolutePath());
            var folder = Files.createTempDirectory(target, "walk-");
            var printed = folder.resolve("printed.log");
            var script = PROJECT.resolve("scripts/start").toString();
            var builder = new ProcessBuilder("/bin/sh", "-c", GUARD, "guarded", script);
            builder.environment().keySet().removeIf(key -> key.startsWith("SPRING_") || key.startsWith("KABAO_"));
            builder.environment().put("KABAO_BUILT", programs(folder.resolve("built")));
            builder.environment().put("KABAO_DATA", folder.resolve("data").toString());
            var free = Ports.free(PORTS.size());
            for (int i = 0; i < PORTS.size(); i++) {
                builder.environment().put(PORTS.get(i), free.get(i).toString());
            }
            var house = new StartedHouse(
                    builder.redirectErrorStream(true)
                            .redirectOutput(printed.toFile())
                            .start(),
                    folder,
                    printed);
            house.waitUntilItRuns();
            return house;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder as the script leaves it after building, of links to the jars. */
    private static String programs(Path built) throws IOException {
        var apps = built.resolve("apps");
        for (var app : List.of("sandbox", "wx-api", "admin-api")) {
            var jar = Machine.onlyFile(PROJECT.resolve(app).resolve("target"), app + "-.*-exec\\.jar");
            Files.createDirectories(apps.resolve(app));
            Files.createSymbolicLink(apps.resolve(app).resolve(app + ".jar"), jar);
        }
        Files.createSymbolicLink(apps.resolve("sandbox/lib"), PROJECT.resolve("sandbox/target/lib"));
        return built.toString();
    }

    private void waitUntilItRuns() {
        try {
            Awaitility.await("scripts/start")
                    .atMost(START_AT_MOST)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || printed().contains("data and logs"));
        } finally {
            if (!printed().contains("data and logs")) {
                close();
            }
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("scripts/start ended:\n" + printed());
        }
    }

    /** All that it has printed so far. */
    String printed() {
        try {
            return Files.readString(printed, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first group of a pattern says in what was printed. */
    String said(String pattern) {
        var found = Pattern.compile(pattern).matcher(printed());
        if (!found.find()) {
            throw new AssertionError("scripts/start did not print " + pattern + " but:\n" + printed());
        }
        return found.group(1);
    }

    private void stop() {
        try {
            process.toHandle().destroy();
            if (!process.waitFor(END_AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("It does not end:\n" + printed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end, as Ctrl-C does, and waits; what it printed and its logs stay to be read. */
    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(folder.resolve("data/database"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
