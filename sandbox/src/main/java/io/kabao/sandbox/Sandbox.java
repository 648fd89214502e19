package io.kabao.sandbox;

import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.StandIn;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.phone.PhoneRoom;
import io.kabao.sandbox.server.DataDirectory;
import io.kabao.sandbox.server.EmbeddedDatabase;
import io.kabao.sandbox.server.EmbeddedRedis;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One database, one Redis and one stand-in for the outside world, running together. */
public final class Sandbox implements AutoCloseable {
    private static final Executor AT_ONCE = task -> Thread.ofVirtual().start(task);
    private static final Set<Sandbox> RUNNING = ConcurrentHashMap.newKeySet();

    private final EmbeddedDatabase database;
    private final EmbeddedRedis redis;
    private final StandIn http;

    private Sandbox(EmbeddedDatabase database, EmbeddedRedis redis, StandIn http) {
        this.database = database;
        this.redis = redis;
        this.http = http;
    }

    /** Ports of 127.0.0.1, 0 chooses a free one; {@code wxApi}: where the phone's mini-programs find wx-api. */
    public record Ports(int http, int database, int redis, int wxApi) {
        /** Where wx-api is unless told otherwise. */
        static final int WX_API = 8081;

        static Ports free() {
            return new Ports(0, 0, 0, WX_API);
        }
    }

    /**
     * Starts all three with data kept in this folder; it is healthy once the last step is done. Errors: a port
     * is taken, another sandbox uses the folder.
     */
    static Sandbox start(Path data, Ports ports, Consumer<Sandbox> lastStep) {
        return start(
                () -> DataDirectory.kept(data.resolve("database")),
                () -> DataDirectory.kept(data.resolve("redis")),
                ports,
                lastStep);
    }

    /** Starts all three on chosen ports with data that is thrown away at the end. */
    public static Sandbox throwAway() {
        return start(DataDirectory::throwAway, DataDirectory::throwAway, Ports.free(), sandbox -> {});
    }

    /**
     * The throw-away sandbox of this JVM, started by the first who asks. It lives until the JVM ends, so that
     * application contexts closed by shutdown hooks still find their database; its servers and folders go with the JVM,
     * also when that is killed.
     */
    public static Sandbox shared() {
        return Shared.INSTANCE;
    }

    /** All that run in this JVM now, in no order. */
    public static Set<Sandbox> running() {
        return Set.copyOf(RUNNING);
    }

    private static final class Shared {
        private static final Sandbox INSTANCE = throwAway();
    }

    private static Sandbox start(
            Supplier<DataDirectory> forDatabase,
            Supplier<DataDirectory> forRedis,
            Ports ports,
            Consumer<Sandbox> lastStep) {
        var health = new HealthRoom();
        var database = CompletableFuture.supplyAsync(
                () -> EmbeddedDatabase.start(forDatabase.get(), EmbeddedDatabase.Options.onPort(ports.database())),
                AT_ONCE);
        var redis = CompletableFuture.supplyAsync(() -> EmbeddedRedis.start(forRedis.get(), ports.redis()), AT_ONCE);
        List<Function<World, Room>> rooms = List.of(
                world -> health, Outside::new, world -> new PhoneRoom(URI.create("http://127.0.0.1:" + ports.wxApi())));
        var http = CompletableFuture.supplyAsync(() -> StandIn.start(ports.http(), rooms), AT_ONCE);
        try {
            var sandbox = new Sandbox(database.join(), redis.join(), http.join());
            lastStep.accept(sandbox);
            health.watch(sandbox);
            RUNNING.add(sandbox);
            return sandbox;
        } catch (RuntimeException e) {
            // Half a sandbox is none: what did start is stopped again.
            database.thenAccept(EmbeddedDatabase::close)
                    .exceptionally(failed -> null)
                    .join();
            redis.thenAccept(EmbeddedRedis::close).exceptionally(failed -> null).join();
            http.thenAccept(StandIn::close).exceptionally(failed -> null).join();
            throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The database. */
    public EmbeddedDatabase database() {
        return database;
    }

    /** Redis. */
    public EmbeddedRedis redis() {
        return redis;
    }

    /** The stand-in for WeChat and others. */
    public StandIn http() {
        return http;
    }

    /** What an app must be told to meet this sandbox, named as environment variables; it holds passwords. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("SPRING_DATASOURCE_URL", database.url());
        settings.put("SPRING_DATASOURCE_USERNAME", database.appUser());
        settings.put("SPRING_DATASOURCE_PASSWORD", database.appPassword());
        settings.put("SPRING_FLYWAY_USER", database.ownerUser());
        settings.put("SPRING_FLYWAY_PASSWORD", database.ownerPassword());
        settings.put("SPRING_DATA_REDIS_URL", redis.url());
        for (String address : List.of(
                "KABAO_WECHAT_API_BASE",
                "KABAO_WECHAT_OPEN_BASE",
                "KABAO_WECHAT_MP_BASE",
                "KABAO_WECHAT_PAY_BASE",
                "KABAO_SMS_ENDPOINT")) {
            settings.put(address, http.url());
        }
        return settings;
    }

    /** Stops all three, the stand-in first, so that nobody is sent into a database that is going. */
    @Override
    public void close() {
        RUNNING.remove(this);
        try (database;
                redis;
                http) {
            // The order of closing is from the last to the first, each whatever the others do.
        }
    }
}
