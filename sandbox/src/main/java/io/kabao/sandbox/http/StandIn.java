package io.kabao.sandbox.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.kabao.sandbox.server.PortTakenException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** The HTTP server on 127.0.0.1 that stands in for all outside parties, each a {@link Room}. */
public final class StandIn implements AutoCloseable {
    private static final String CONTROL = "/sandbox/";
    private static final String PHONE = "/phone";

    private final World world = World.fresh();
    private final FaultStage stage = new FaultStage(world.faults());
    private final Javalin server;

    private StandIn(List<Function<World, Room>> rooms) {
        server = Javalin.create(config -> furnish(config, rooms));
    }

    /** Starts it on this port, 0 to choose a free one, with these rooms. Error: the port is taken. */
    public static StandIn start(int port, List<Function<World, Room>> rooms) {
        var standIn = new StandIn(rooms);
        try {
            standIn.server.start("127.0.0.1", port);
            return standIn;
        } catch (JavalinBindException e) {
            throw new PortTakenException(port);
        }
    }

    /** Its address, {@code http://127.0.0.1:port}, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.port();
    }

    /** The clock, the faults, the violations and the calls, for tests in the same JVM. */
    public World world() {
        return world;
    }

    @Override
    public void close() {
        world.schedule().close();
        stage.close();
        server.stop();
    }

    private void furnish(JavalinConfig config, List<Function<World, Room>> rooms) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.jsonMapper(new JsonBodies());
        config.routes.before(this::arrive);
        config.routes.after(stage::after);
        config.routes.exception(WechatError.class, (error, call) -> WechatReply.error(call, error));
        config.routes.exception(IllegalArgumentException.class, StandIn::refuse);
        config.routes.exception(JacksonException.class, StandIn::refuse);
        config.routes.exception(NoSuchElementException.class, (missing, call) -> {
            call.status(404).json(Map.of("error", String.valueOf(missing.getMessage())));
        });
        new ControlRoom(world).open(config.routes);
        rooms.forEach(room -> room.apply(world).open(config.routes));
    }

    private void arrive(Context call) throws Exception {
        if (!isPersons(call.path())) {
            world.calls().note(call.method().name(), call.path());
            stage.before(call);
        }
    }

    /** What people and tests do is no call of an app: not noted, and spared by faults. */
    private static boolean isPersons(String path) {
        return path.startsWith(CONTROL) || path.equals(PHONE) || path.startsWith(PHONE + "/");
    }

    /** A control call that makes no sense: what is wrong, with HTTP 400. */
    private static void refuse(Exception wrong, Context call) {
        call.status(400).json(Map.of("error", String.valueOf(wrong.getMessage())));
    }
}
