package io.kabao.sandbox;

import io.kabao.sandbox.server.DataDirectory;
import io.kabao.sandbox.server.PortTakenException;
import io.kabao.sandbox.server.SandboxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sandbox as a program. Settings: KABAO_SANDBOX_DATA (folder, {@code data}), KABAO_SANDBOX_PORT (8083),
 * KABAO_SANDBOX_DB_PORT (8084), KABAO_SANDBOX_REDIS_PORT (8085), KABAO_WX_API_PORT (8081, where the phone's mini-programs
 * find wx-api). When all is ready, {@code sandbox.env} in the folder holds what the apps must be told. Exit code 2: a
 * setting must be changed, the last line says which.
 */
public final class SandboxMain {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxMain.class);
    private static final String HTTP_PORT = "KABAO_SANDBOX_PORT";
    private static final String DATABASE_PORT = "KABAO_SANDBOX_DB_PORT";
    private static final String REDIS_PORT = "KABAO_SANDBOX_REDIS_PORT";
    private static final String WX_API_PORT = "KABAO_WX_API_PORT";
    private static final String DATA = "KABAO_SANDBOX_DATA";
    private static final String DATA_KEY = "KABAO_DATA_KEY";
    private static final int WRONG_SETTING = 2;

    private SandboxMain() {}

    /** Starts the sandbox and returns; it runs until the process is told to end. */
    public static void main(String[] args) {
        try {
            run(System.getenv());
        } catch (SandboxException | UncheckedIOException e) {
            LOG.error(e.getMessage());
            System.exit(WRONG_SETTING);
        }
    }

    private static void run(Map<String, String> environment) {
        var ports = new Sandbox.Ports(
                port(environment, HTTP_PORT, 8083),
                port(environment, DATABASE_PORT, 8084),
                port(environment, REDIS_PORT, 8085),
                port(environment, WX_API_PORT, Sandbox.Ports.WX_API));
        var directory = DataDirectory.kept(Path.of(environment.getOrDefault(DATA, "data")));
        Path told = directory.path().resolve("sandbox.env");
        delete(told);
        Sandbox sandbox;
        try {
            sandbox = Sandbox.start(directory.path(), ports, ready -> tell(ready, directory, told));
        } catch (PortTakenException e) {
            String setting =
                    e.port() == ports.http() ? HTTP_PORT : e.port() == ports.database() ? DATABASE_PORT : REDIS_PORT;
            throw new SandboxException(e.getMessage() + ": set " + setting + " to a free one", e);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            delete(told);
            sandbox.close();
            directory.close();
        }));
        Reviving.of(sandbox);
        LOG.info("the sandbox is ready at {}, its data in {}", sandbox.http().url(), directory.path());
    }

    private static int port(Map<String, String> environment, String setting, int otherwise) {
        String given = environment.get(setting);
        if (given == null || given.isBlank()) {
            return otherwise;
        }
        if (!given.matches("[1-9][0-9]{0,4}") || Integer.parseInt(given) > 65_535) {
            throw new SandboxException(setting + " must be a port from 1 to 65535");
        }
        return Integer.parseInt(given);
    }

    /** Lines a shell can read; the values hold passwords, so the file is the owner's alone. */
    private static void tell(Sandbox sandbox, DataDirectory directory, Path told) {
        var settings = new LinkedHashMap<>(sandbox.settings());
        settings.put(DATA_KEY, directory.secret(DATA_KEY));
        directory.writePrivate(
                told.getFileName().toString(),
                settings.entrySet().stream()
                        .map(setting ->
                                setting.getKey() + "='" + setting.getValue().replace("'", "'\\''") + "'\n")
                        .collect(Collectors.joining()));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
