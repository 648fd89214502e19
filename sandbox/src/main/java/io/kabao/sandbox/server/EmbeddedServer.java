package io.kabao.sandbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A real server on the loopback address that can be killed, paused and brought back on the same port. */
public abstract sealed class EmbeddedServer implements AutoCloseable permits EmbeddedDatabase, EmbeddedRedis {
    private static final Duration START_AT_MOST = Duration.ofSeconds(60);
    private static final int PORT_TRIES = 3;

    private final DataDirectory directory;
    private int port;
    private @Nullable ServerProcess process;
    private Consumer<EmbeddedServer> whenItDies = server -> {};
    private boolean closed;

    EmbeddedServer(DataDirectory directory, int toldPort) {
        this.directory = directory;
        this.port = toldPort;
    }

    /** How to run it on this port. */
    abstract ServerProcess.Launch launch(int port);

    /** Where the server, once its port is open, notes its process id: proof that it is ours that answers. */
    abstract Path serversOwnNote();

    /** Writes what the server will read at its start. */
    void prepare(int port) {}

    /** What is left to do once it answers. */
    void started() throws IOException {}

    DataDirectory directory() {
        return directory;
    }

    /** The port on 127.0.0.1; it stays the same over restarts. */
    public int port() {
        return port;
    }

    /** Whether the process lives; a paused one does. */
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The process id of the server. Error: it does not run. */
    public synchronized long pid() {
        return running().pid();
    }

    /** SIGKILL, as by a crash of the machine's memory; nothing is written any more. */
    public synchronized void kill() {
        ServerProcess killed = running();
        process = null;
        killed.kill();
    }

    /** SIGSTOP: connections stay open and nobody answers. */
    public synchronized void pause() {
        running().freeze();
    }

    /** SIGCONT: it goes on where it was paused. */
    public synchronized void resume() {
        running().signal("CONT");
    }

    /** Stops it if it runs and starts it on the same port with the same data. Error: it was closed. */
    public synchronized void restart() {
        if (closed) {
            throw new IllegalStateException("the server was closed");
        }
        stop();
        start();
    }

    /** Called, on a thread of its own, each time the process ends without having been told to by this object. */
    public synchronized void whenItDies(Consumer<EmbeddedServer> reaction) {
        whenItDies = reaction;
    }

    /** Stops it cleanly and lets go of its directory. */
    @Override
    public synchronized void close() {
        closed = true;
        stop();
        directory.close();
    }

    final synchronized void start() {
        ServerProcess.endLeftover(launch(port));
        for (int tries = 1; ; tries++) {
            boolean choose = port == 0;
            if (choose) {
                port = Ports.free();
            } else if (!Ports.isFree(port)) {
                throw new PortTakenException(port);
            }
            ServerProcess begun = begin();
            if (Waiting.until(() -> !begun.isAlive() || isReady(begun), START_AT_MOST) && begun.isAlive()) {
                adopt(begun);
                return;
            }
            begun.kill();
            if (!choose || tries == PORT_TRIES) {
                throw new SandboxException("the server does not start; its last words:\n" + begun.lastWords());
            }
            // Another JVM may have taken the chosen port between our look and the server's bind.
            port = 0;
        }
    }

    private ServerProcess begin() {
        try {
            Files.deleteIfExists(serversOwnNote());
            prepare(port);
            return ServerProcess.start(launch(port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a server in " + directory.path(), e);
        }
    }

    private boolean isReady(ServerProcess begun) {
        try {
            return Files.readString(serversOwnNote()).strip().equals(Long.toString(begun.pid()));
        } catch (IOException e) {
            return false;
        }
    }

    private void adopt(ServerProcess begun) {
        process = begun;
        var _ = begun.onExit()
                .thenRunAsync(() -> ended(begun), task -> Thread.ofVirtual().start(task));
        try {
            started();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ended(ServerProcess which) {
        Consumer<EmbeddedServer> reaction;
        synchronized (this) {
            if (process != which) {
                return;
            }
            process = null;
            reaction = whenItDies;
        }
        reaction.accept(this);
    }

    private void stop() {
        ServerProcess stopped = process;
        process = null;
        if (stopped != null) {
            stopped.stop();
        }
    }

    private ServerProcess running() {
        if (process == null) {
            throw new IllegalStateException("the server does not run");
        }
        return process;
    }
}
