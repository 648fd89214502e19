package io.kabao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A door as a process of its own, with its settings in the environment and a log file of its own. It ends when it is
 * closed, and whatever happens when this JVM does.
 */
public final class AppProcess implements AutoCloseable {

    private static final Path LOGS = Path.of("target", "app-logs");
    private static final Duration START_AT_MOST = Duration.ofMinutes(4);
    private static final Duration END_AT_MOST = Duration.ofSeconds(40);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final AtomicInteger STARTED = new AtomicInteger();

    /** Becomes the program; a watcher beside it kills it when the other end of standard input, held by us, is gone. */
    private static final String GUARD = """
        exec 3<&0
        (read -r _ <&3; read -r _ _ _ parent _ < /proc/self/stat; [ "$parent" = "$$" ] && kill -KILL "$$") >/dev/null 2>&1 &
        exec "$@" 3<&- </dev/null
        """;

    private final Process process;
    private final Path log;

    private AppProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts the executable jar of {@code admin-api} or {@code wx-api} as it is shipped. */
    public static AppProcess ofJar(String door, Map<String, String> settings) {
        return start(door, List.of("-jar", execJar(door).toString()), settings);
    }

    /** Starts a main class of the tests' own class path. */
    public static AppProcess ofClass(Class<?> main, Map<String, String> settings) {
        return start(
                main.getSimpleName(), List.of("-cp", System.getProperty("java.class.path"), main.getName()), settings);
    }

    /** The logs of all processes of this run so far. */
    public static Collection<Path> logs() {
        try (var files = Files.list(LOGS)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AppProcess start(String name, List<String> what, Map<String, String> settings) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guarded"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Quick to start and small: several run beside each other on two cores.
        command.addAll(
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.timezone=Pacific/Apia"));
        command.addAll(what);
        try {
            Files.createDirectories(LOGS);
            var log =
                    LOGS.resolve(name + "-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet() + ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(key -> key.startsWith("SPRING_") || key.startsWith("KABAO_"));
            builder.environment().putAll(settings);
            return new AppProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path execJar(String door) {
        var target = Path.of("..", door, "target");
        try (var files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(door + "-.*-exec\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No executable jar in " + target + ": package first"));
        } catch (IOException e) {
            throw new UncheckedIOException("No " + target + ": package first", e);
        }
    }

    /** Waits until it is ready to serve. */
    public AppProcess waitUntilReady() {
        Awaitility.await("the start of " + log)
                .atMost(START_AT_MOST)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException("It ended while starting:\n" + output());
        }
        return this;
    }

    private boolean isReady() {
        return PORT.matcher(output()).find()
                && api().get("/actuator/health/readiness").status() == 200;
    }

    /** Nobody in particular, at this door. */
    public Api api() {
        var port = PORT.matcher(output());
        if (!port.find()) {
            throw new IllegalStateException("It has no port yet");
        }
        return Api.at(Integer.parseInt(port.group(1)));
    }

    /** What it has written so far. */
    public String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL; returns when it is gone. */
    public void kill9() {
        process.destroyForcibly();
        waitForExit();
    }

    /** SIGSTOP. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    /** SIGTERM; returns at once. {@link Process#destroy} would also hang up on the watcher, which then kills. */
    public void terminate() {
        signal("TERM");
    }

    /** Waits for its end and says its exit code. */
    public int waitForExit() {
        try {
            if (!process.waitFor(END_AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("It does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "signal", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill9();
        }
    }
}
