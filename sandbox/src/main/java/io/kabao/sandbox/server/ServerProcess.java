package io.kabao.sandbox.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One run of a server program in its data directory. A watcher beside it ends it when this JVM dies; a note of its
 * process id and start time lets the next run find it should even that have failed.
 */
final class ServerProcess {
    private static final Duration STOP_AT_MOST = Duration.ofSeconds(20);
    private static final Duration FREEZE_AT_MOST = Duration.ofSeconds(10);
    private static final Duration KILL_AT_MOST = Duration.ofSeconds(10);
    private static final int TAIL_CHARS = 2_000;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** What to run: the command, the folder it works in, the file its output is added to, and whose it is. */
    record Launch(List<String> command, Path workingDirectory, Path log, DataDirectory owner) {
        Path note() {
            return owner.path().resolve("server.pid");
        }
    }

    static ServerProcess start(Launch launch) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", guard(), "guarded"));
        command.add(launch.note().toString());
        command.addAll(launch.command());
        try {
            var process = new ProcessBuilder(command)
                    .directory(launch.workingDirectory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
                    .start();
            return new ServerProcess(process, launch.log());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + launch.command().getFirst(), e);
        }
    }

    /** Ends a server that a killed run left working in this folder; a recycled process id is never touched. */
    static void endLeftover(Launch launch) {
        leftover(launch).ifPresent(process -> {
            process.destroyForcibly();
            if (!Waiting.until(() -> isGone(process), KILL_AT_MOST)) {
                throw new SandboxException("process " + process.pid() + " of an earlier run does not end");
            }
        });
    }

    private static Optional<ProcessHandle> leftover(Launch launch) {
        try {
            if (!Files.exists(launch.note())) {
                return Optional.empty();
            }
            String noted = Files.readString(launch.note());
            long pid = Long.parseLong(noted.substring(0, noted.indexOf(' ')));
            Path process = Path.of("/proc", Long.toString(pid));
            if (!startTicks(noted).equals(startTicks(Files.readString(process.resolve("stat"))))
                    || !Files.isSameFile(process.resolve("cwd"), launch.workingDirectory())) {
                return Optional.empty();
            }
            return ProcessHandle.of(pid);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            // No such process, not ours to look into, or a note that was never finished: nothing that we started.
            return Optional.empty();
        }
    }

    /** Gone, or a dead entry that whoever adopted it has not collected: without other threads it holds no lock. */
    private static boolean isGone(ProcessHandle process) {
        Path entry = Path.of("/proc", Long.toString(process.pid()));
        try (var threads = Files.list(entry.resolve("task"))) {
            String stat = Files.readString(entry.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z' && threads.count() == 1;
        } catch (IOException | UncheckedIOException e) {
            return !process.isAlive();
        }
    }

    /** Field 22 of /proc/PID/stat, counted from the end of the name, which may itself hold blanks and brackets. */
    private static String startTicks(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    void signal(String name) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "signal", name, Long.toString(pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGSTOP, then waits until the last of its threads stands still: until then it might answer once more. */
    void freeze() {
        signal("STOP");
        if (!Waiting.until(this::isFrozen, FREEZE_AT_MOST)) {
            throw new SandboxException("process " + pid() + " does not stand still");
        }
    }

    private boolean isFrozen() {
        try (var threads = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (Character.toUpperCase(stat.charAt(stat.lastIndexOf(')') + 2)) != 'T') {
                    return false;
                }
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            // A thread ended while we looked: look again.
            return false;
        }
    }

    /** Asks it to end and waits; one that was paused or does not end in 20 s is killed. */
    void stop() {
        if (process.isAlive()) {
            signal("CONT");
            // Not process.destroy(): that closes the pipe too, and the watcher would kill what is still writing.
            process.toHandle().destroy();
            awaitEnd(STOP_AT_MOST);
        }
        kill();
    }

    /** SIGKILL, then waits for its end. */
    void kill() {
        process.destroyForcibly();
        if (!awaitEnd(KILL_AT_MOST)) {
            throw new SandboxException("process " + pid() + " does not end");
        }
    }

    private boolean awaitEnd(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** The end of what it wrote, for an error message. */
    String lastWords() {
        try {
            String text = Files.readString(log, StandardCharsets.UTF_8);
            return text.substring(Math.max(0, text.length() - TAIL_CHARS));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static String guard() {
        try (InputStream script = ServerProcess.class.getResourceAsStream("guarded.sh")) {
            if (script == null) {
                throw new SandboxException("guarded.sh is missing in the sandbox's jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
