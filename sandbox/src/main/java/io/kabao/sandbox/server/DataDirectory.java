package io.kabao.sandbox.server;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A folder that belongs to one running sandbox at a time, held by a file lock, with the secrets made for it: kept in a
 * file of mode 0600, or in memory where the folder is thrown away.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String THROW_AWAY = "kabao-sandbox-";
    private static final String SECRETS = "secrets";
    private static final int SECRET_BYTES = 32;
    /** Several times, as a server that dies at the same moment may still be adding a file. */
    private static final String SWEEP = """
            trap '' HUP INT TERM
            read -r _
            for _ in 1 2 3 4 5; do rm -rf -- "$1" && break; sleep 1; done
            """;

    private final Path path;
    private final boolean kept;
    private final FileChannel lock;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Optional<Process> sweeper;

    private DataDirectory(Path path, boolean kept) throws IOException {
        this.path = path;
        this.kept = kept;
        this.lock = lock(path)
                .orElseThrow(() -> new SandboxException("another running sandbox uses the data directory " + path));
        if (kept && Files.exists(secretsFile())) {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(secretsFile())));
            properties.forEach((name, value) -> secrets.put((String) name, (String) value));
        }
        this.sweeper = kept ? Optional.empty() : Optional.of(sweeperOf(path));
    }

    /** Deletes the folder once this JVM is gone, however it went: it holds the other end of the standard input. */
    private static Process sweeperOf(Path directory) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", SWEEP, "sweeper", directory.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .directory(Path.of("/").toFile())
                .start();
    }

    /** The folder told, made if need be; its content outlives the sandbox. Error: another sandbox uses it. */
    public static DataDirectory kept(Path directory) {
        try {
            Directories.createPrivate(directory.toAbsolutePath());
            return new DataDirectory(directory.toRealPath(), true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data directory " + directory, e);
        }
    }

    /** A new folder in the system's temporary one, deleted when it is closed or this JVM ends, even by SIGKILL. */
    public static DataDirectory throwAway() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return new DataDirectory(Files.createTempDirectory(temporary, THROW_AWAY).toRealPath(), false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder in " + temporary, e);
        }
    }

    /** Where it is; absolute. */
    public Path path() {
        return path;
    }

    /** Whether it outlives the sandbox. */
    public boolean kept() {
        return kept;
    }

    /** The secret of this name as a password: 43 letters, digits, - and _. */
    public String password(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Base64.getDecoder().decode(secret(name)));
    }

    /** The secret of this name: 32 random bytes in Base64, the same on every start of a kept directory. */
    public synchronized String secret(String name) {
        String known = secrets.get(name);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        String made = Base64.getEncoder().encodeToString(bytes);
        secrets.put(name, made);
        if (kept) {
            saveSecrets();
        }
        return made;
    }

    /** Lets go of the folder; a throw-away one is deleted. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!kept) {
            Directories.deleteTree(path);
        }
        sweeper.ifPresent(Process::destroyForcibly);
    }

    /** Writes a file of mode 0600 into it in one step: a reader sees the old text or the whole new one. */
    public void writePrivate(String file, String text) {
        try {
            Directories.writePrivate(path.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + " into " + path, e);
        }
    }

    private void saveSecrets() {
        writePrivate(
                SECRETS,
                secrets.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private Path secretsFile() {
        return path.resolve(SECRETS);
    }

    private static Optional<FileChannel> lock(Path directory) throws IOException {
        var channel = FileChannel.open(
                directory.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this same JVM: taken all the same.
        }
        channel.close();
        return Optional.empty();
    }
}
