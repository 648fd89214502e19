package io.kabao.sandbox;

import io.kabao.sandbox.server.EmbeddedServer;
import io.kabao.sandbox.server.SandboxException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a server back that somebody killed, after a pause long enough for the apps to notice. */
final class Reviving {
    private static final Logger LOG = LoggerFactory.getLogger(Reviving.class);
    private static final Duration OUTAGE = Duration.ofSeconds(1);
    private static final int TRIES = 5;

    private Reviving() {}

    /** Watches database and Redis from now on. */
    static void of(Sandbox sandbox) {
        sandbox.database().whenItDies(server -> revive("the database", server));
        sandbox.redis().whenItDies(server -> revive("Redis", server));
    }

    private static void revive(String name, EmbeddedServer server) {
        for (int tries = 1; tries <= TRIES; tries++) {
            LOG.warn("{} on port {} has ended by itself; starting it again (try {})", name, server.port(), tries);
            LockSupport.parkNanos(OUTAGE.toNanos());
            try {
                server.restart();
                LOG.info("{} is back on port {}", name, server.port());
                return;
            } catch (SandboxException e) {
                LOG.warn("{} does not start: {}", name, e.getMessage());
            } catch (IllegalStateException closed) {
                // The whole sandbox is being stopped, which may have been what ended the server.
                return;
            }
        }
        LOG.error("{} stays down after {} tries", name, TRIES);
    }
}
