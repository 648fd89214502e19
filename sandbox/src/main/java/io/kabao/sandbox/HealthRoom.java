package io.kabao.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says whether the whole sandbox is there: HTTP 200 when all three run, 503 before that and while one is down. */
final class HealthRoom implements Room {
    private volatile @Nullable Sandbox sandbox;

    /** From now on the sandbox is ready. */
    void watch(Sandbox ready) {
        sandbox = ready;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/sandbox/health", this::tell);
    }

    private void tell(Context call) {
        Sandbox ready = sandbox;
        boolean database = ready != null && ready.database().isRunning();
        boolean redis = ready != null && ready.redis().isRunning();
        call.status(database && redis ? 200 : 503)
                .json(Map.of("status", database && redis ? "UP" : "DOWN", "database", database, "redis", redis));
    }
}
