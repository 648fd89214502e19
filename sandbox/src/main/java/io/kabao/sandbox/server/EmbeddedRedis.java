package io.kabao.sandbox.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Redis server that keeps nothing: what it holds is gone when it ends, as the apps must bear. */
public final class EmbeddedRedis extends EmbeddedServer {
    private static final String PASSWORD = "redis";
    private static final String SETTINGS = "redis.conf";

    private final Path program = Binaries.redis();

    private EmbeddedRedis(DataDirectory directory, int port) {
        super(directory, port);
    }

    /** Starts it on this port, 0 to choose a free one; the directory is let go of when this is closed or fails. */
    public static EmbeddedRedis start(DataDirectory directory, int port) {
        try {
            var redis = new EmbeddedRedis(directory, port);
            redis.start();
            return redis;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Its address with the password in it: {@code redis://:password@127.0.0.1:port}. */
    public String url() {
        return "redis://:" + password() + "@127.0.0.1:" + port();
    }

    /** The password every client must give. */
    public String password() {
        return directory().password(PASSWORD);
    }

    @Override
    ServerProcess.Launch launch(int port) {
        Path home = directory().path();
        return new ServerProcess.Launch(
                List.of(program.toString(), settings().toString()), home, home.resolve("redis.log"), directory());
    }

    @Override
    Path serversOwnNote() {
        return directory().path().resolve("redis-server.pid");
    }

    /** In a file because other users can read a command line. */
    @Override
    void prepare(int port) {
        directory().writePrivate(SETTINGS, """
                bind 127.0.0.1
                port %d
                requirepass %s
                daemonize no
                pidfile redis-server.pid
                save ""
                appendonly no
                maxmemory 128mb
                maxmemory-policy noeviction
                """.formatted(port, password()));
    }

    @Override
    void started() throws IOException {
        // It was read; in memory alone the password of a throw-away server is safer.
        Files.deleteIfExists(settings());
    }

    private Path settings() {
        return directory().path().resolve(SETTINGS);
    }
}
