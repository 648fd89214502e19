package io.kabao.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.Ground;
import io.kabao.e2e.Provokes;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server behind the doors is gone for ten seconds: clear answers meanwhile, and afterwards all works by itself. */
class OutageTest {

    private static final Duration GONE = Duration.ofSeconds(10);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(12);

    /** A call that waits for an answer of the database when that freezes: the socket's time-out and a slow machine. */
    private static final Duration CAUGHT_WITHIN = Duration.ofSeconds(20);

    /** Whoever gets what they want has not waited for it until the server was back. */
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(9);

    private static AppProcess admin;
    private static AppProcess wx;
    private static Shoppers shoppers;

    @BeforeAll
    static void open() {
        admin = AppProcess.ofJar("admin-api", Settings.of(Ground.sandbox()));
        wx = AppProcess.ofJar("wx-api", Settings.of(Ground.sandbox()));
        admin.waitUntilReady();
        wx.waitUntilReady();
        shoppers = new Shoppers(
                Shop.open(Ground.sandbox(), admin.api().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD), wx.api()));
    }

    @AfterAll
    static void close() {
        admin.close();
        wx.close();
    }

    /** A push that waits for the database when that is killed may be answered too late, and comes again. */
    @Test
    @Provokes(value = "SLOW_CALLBACK", always = false)
    void a_killed_database_is_said_clearly_and_works_again_once_it_is_back() {
        var database = Ground.sandbox().database();
        var calls = outage(database::kill, database::restart, "DATABASE_UNAVAILABLE");
        requireAnswered(calls, ANSWERED_WITHIN);
    }

    /** A push that waits for the database when that freezes is answered too late, and comes again. */
    @Test
    @Provokes(value = "SLOW_CALLBACK", always = false)
    void a_frozen_database_is_said_clearly_and_works_again_once_it_thaws() {
        var database = Ground.sandbox().database();
        var calls = outage(database::pause, database::resume, "DATABASE_UNAVAILABLE");
        requireAnswered(calls, CAUGHT_WITHIN);
    }

    @Test
    void a_killed_redis_is_said_clearly_and_works_again_once_it_is_back() {
        var redis = Ground.sandbox().redis();
        var calls = outage(redis::kill, redis::restart, "SESSION_STORE_UNAVAILABLE");
        requireAnswered(calls, ANSWERED_WITHIN);
    }

    @Test
    void a_frozen_redis_is_said_clearly_and_works_again_once_it_thaws() {
        var redis = Ground.sandbox().redis();
        var calls = outage(redis::pause, redis::resume, "SESSION_STORE_UNAVAILABLE");
        requireAnswered(calls, ANSWERED_WITHIN);
    }

    /**
     * Breaks and mends while callers call; checks what they were told and how soon all worked again. The calls that had not ended
     * when it broke, and those after them.
     */
    private static List<Probe.Call> outage(Runnable breakIt, Runnable mendIt, String code) {
        List<Probe.Call> calls;
        try (var probe = new Probe(callers())) {
            var begun = System.nanoTime();
            Awaitility.await("all calls work before")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> probe.allWorkSince(begun));
            breakIt.run();
            var brokenFrom = System.nanoTime();
            var brokenAt = shoppers.now();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(GONE.multipliedBy(2))
                    .until(() -> {
                        assertThat(wx.api().get("/actuator/health/liveness").status())
                                .isEqualTo(200);
                        assertThat(wx.api().get("/actuator/health/readiness").status())
                                .isEqualTo(code.startsWith("SESSION") ? 200 : 503);
                        return System.nanoTime() - brokenFrom > GONE.toNanos();
                    });
            var brokenUntil = System.nanoTime();
            var mendedAt = shoppers.now();
            mendIt.run();
            var mended = System.nanoTime();
            Awaitility.await("all calls work again").atMost(BACK_WITHIN).until(() -> probe.allWorkSince(mended));

            var second = Duration.ofSeconds(1).toNanos();
            assertThat(probe.calls())
                    .filteredOn(call -> call.isWithin(brokenFrom + second, brokenUntil))
                    .filteredOn(call -> !call.what().equals(Shoppers.FOLLOW))
                    .as("calls while it was away, of the last ones %s", newest(probe.calls()))
                    .isNotEmpty()
                    .allSatisfy(call -> {
                        assertThat(call.status()).as("%s", call).isEqualTo(503);
                        assertThat(call.code()).as("%s", call).isEqualTo(code);
                    });
            if (!code.startsWith("SESSION")) {
                shoppers.requireNoPushTakenWithin(brokenAt.plusSeconds(1), mendedAt);
            }
            assertThat(probe.calls())
                    .as("told nothing else than yes, away, and sign in again")
                    .allSatisfy(call -> assertThat(call.status()).as("%s", call).isIn(200, 201, 401, 503));
            calls = probe.calls().stream()
                    .filter(call -> call.endedNanos() >= brokenFrom)
                    .toList();
        }
        shoppers.requireEverythingOnce();
        return calls;
    }

    private static void requireAnswered(List<Probe.Call> calls, Duration within) {
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.took())
                        .as("%s", call)
                        .isLessThan(call.status() / 100 == 2 ? SERVED_WITHIN : within));
    }

    private static List<Probe.Call> newest(List<Probe.Call> calls) {
        return calls.subList(Math.max(0, calls.size() - 20), calls.size());
    }

    /** Each signs in again when its session is gone, as a console does. */
    private static Map<String, Supplier<Answer>> callers() {
        var calls = new LinkedHashMap<String, Supplier<Answer>>();
        var session = new Session(admin.api());
        calls.put("list", () -> session.call("GET", "/admin/stores?limit=1", null));
        calls.put("who am I", () -> session.call("GET", "/admin/me", null));
        calls.put("add", () -> session.call("POST", "/admin/stores", Map.of("name", "店")));
        calls.putAll(shoppers.calls());
        return calls;
    }

    /** One operator's session, renewed by whoever finds it gone. */
    private static final class Session {

        private final Api door;
        private volatile String token = "";

        Session(Api door) {
            this.door = door;
        }

        Answer call(String method, String path, @Nullable Object body) {
            var used = token;
            var answer = door.as(used).call(method, path, body);
            return answer.status() == 401 ? renewed(used, answer) : answer;
        }

        private synchronized Answer renewed(String used, Answer answer) {
            if (!token.equals(used)) {
                return answer;
            }
            var signIn = door.signIn(Settings.OWNER, Settings.OWNER_PASSWORD);
            if (signIn.status() == 200) {
                token = signIn.text("/token");
            }
            return signIn;
        }
    }
}
