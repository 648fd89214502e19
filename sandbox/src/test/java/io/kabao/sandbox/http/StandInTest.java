package io.kabao.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.sandbox.server.PortTakenException;
import io.kabao.sandbox.wechat.Caller;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandInTest {
    private static final String PATH = "/room/do";

    private final AtomicInteger done = new AtomicInteger();
    private final StandIn standIn = StandIn.start(
            0,
            List.of(world -> routes -> routes.post(PATH, call -> {
                done.incrementAndGet();
                WechatReply.ok(call, Map.of("n", 1));
            })));
    private final Caller caller = new Caller(standIn.url());

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void the_clock_is_moved_by_seconds_or_to_an_instant_and_runs_on() {
        caller.post("/sandbox/clock", "{\"at\":\"2030-01-02T03:04:05Z\"}");
        caller.post("/sandbox/clock", "{\"advanceSeconds\":-5}");
        assertThat(Instant.parse(caller.get("/sandbox/clock").get("now").asString()))
                .isBetween(Instant.parse("2030-01-02T03:04:00Z"), Instant.parse("2030-01-02T03:05:00Z"));
        assertThat(caller.send("POST", "/sandbox/clock", "{}").statusCode()).isEqualTo(400);
        assertThat(caller.send("POST", "/sandbox/clock", "{\"advance\":1}").statusCode())
                .isEqualTo(400);
        assertThat(caller.send("POST", "/sandbox/clock", "nonsense").statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_fault_strikes_as_often_as_ordered_and_only_on_its_path() {
        order("""
            {"path":"/room/*","kind":"ERRCODE","errcode":45009,"times":2}\
            """);
        assertThat(caller.post(PATH, "").get("errcode").asInt()).isEqualTo(45009);
        assertThat(caller.get("/sandbox/faults")
                        .get("items")
                        .get(0)
                        .get("times")
                        .asInt())
                .isEqualTo(1);
        assertThat(caller.post(PATH, "").get("errcode").asInt()).isEqualTo(45009);
        assertThat(caller.post(PATH, "").get("errcode").asInt()).isZero();
        assertThat(caller.get("/sandbox/faults").get("items").isEmpty()).isTrue();
        assertThat(done).hasValue(1);
    }

    @Test
    void faults_ordered_can_be_taken_back() {
        order("""
            {"path":"/room/do","kind":"HTML"}\
            """);
        assertThat(caller.send("DELETE", "/sandbox/faults", "").statusCode()).isEqualTo(204);
        assertThat(caller.post(PATH, "").get("errcode").asInt()).isZero();
    }

    @Test
    void a_gateways_page_is_502_and_an_empty_answer_has_no_body() {
        order("""
            {"path":"/room/do","kind":"HTML"}\
            """);
        order("""
            {"path":"/room/do","kind":"EMPTY"}\
            """);
        var page = caller.send("POST", PATH, "");
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.body()).startsWith("<html>");
        var empty = caller.send("POST", PATH, "");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(done).hasValue(0);
    }

    @Test
    void a_truncated_answer_is_whole_http_and_half_a_json() {
        order("""
            {"path":"/room/do","kind":"TRUNCATED"}\
            """);
        var half = caller.send("POST", PATH, "");
        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(half.body()).startsWith("{").doesNotContain("}");
        assertThat(done).hasValue(1);
    }

    @Test
    void of_a_garbled_answer_the_ends_alone_are_right() {
        String whole = caller.send("POST", PATH, "").body();
        standIn.world().faults().order(Fault.of(PATH, Fault.Kind.GARBLED, 1));
        String garbled = caller.send("POST", PATH, "").body();
        assertThat(garbled)
                .hasSameSizeAs(whole)
                .startsWith(whole.substring(0, 8))
                .endsWith(whole.substring(whole.length() - 8))
                .isNotEqualTo(whole);
        assertThat(done).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT_BEFORE", "REFUSED"})
    void some_faults_drop_the_connection_before_anything_is_done(Fault.Kind kind) {
        standIn.world().faults().order(Fault.of(PATH, kind, 1));
        assertThatThrownBy(() -> caller.send("POST", PATH, "")).isInstanceOf(UncheckedIOException.class);
        assertThat(done).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT_AFTER", "RESET"})
    void some_faults_lose_the_answer_of_what_was_done(Fault.Kind kind) {
        standIn.world().faults().order(Fault.of(PATH, kind, 1));
        assertThatThrownBy(() -> caller.send("POST", PATH, "")).isInstanceOf(UncheckedIOException.class);
        assertThat(done).hasValue(1);
    }

    @Test
    void a_slow_answer_takes_its_time_and_is_right() {
        standIn.world().faults().order(new Fault(PATH, Fault.Kind.SLOW, 1, 0, 150));
        long begin = System.nanoTime();
        assertThat(caller.post(PATH, "").get("errcode").asInt()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void stopping_does_not_wait_for_what_is_held_back() {
        standIn.world().faults().order(new Fault(PATH, Fault.Kind.TIMEOUT_BEFORE, 1, 0, 60_000));
        var held = CompletableFuture.runAsync(() -> caller.send("POST", PATH, ""));
        var arrived = CompletableFuture.runAsync(() -> {
            while (standIn.world().calls().all().isEmpty()) {
                Thread.onSpinWait();
            }
        });
        assertThat(arrived).succeedsWithin(Duration.ofSeconds(10));
        standIn.close();
        assertThat(held).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void faults_without_a_bound_or_a_meaning_are_refused() {
        for (String order : List.of(
                "{\"path\":\"/a\",\"kind\":\"HTML\",\"times\":0}",
                "{\"path\":\"/a\",\"kind\":\"HTML\",\"times\":10001}",
                "{\"path\":\"/a\",\"kind\":\"SLOW\",\"millis\":60001}",
                "{\"path\":\"/a\",\"kind\":\"ERRCODE\"}",
                "{\"path\":\"/a\",\"kind\":\"HTML\",\"errcode\":1}",
                "{\"path\":\"/sandbox/clock\",\"kind\":\"HTML\"}",
                "{\"path\":\"/a\",\"kind\":\"NONE\"}",
                "{\"kind\":\"HTML\"}")) {
            assertThat(caller.send("POST", "/sandbox/faults", order).statusCode())
                    .as(order)
                    .isEqualTo(400);
        }
    }

    @Test
    void calls_are_remembered_by_path_without_their_query_and_control_calls_are_not() {
        caller.post(PATH + "?access_token=canary", "canary");
        caller.send("GET", "/nowhere", "");
        var all = caller.get("/sandbox/calls");
        assertThat(all.get("count").asInt()).isEqualTo(2);
        assertThat(all.toString()).doesNotContain("canary").contains("/nowhere");
        assertThat(caller.get("/sandbox/calls?path=" + PATH).get("count").asInt())
                .isEqualTo(1);
        caller.send("DELETE", "/sandbox/calls", "");
        assertThat(caller.get("/sandbox/calls").get("count").asInt()).isZero();
    }

    @Test
    void the_newest_violations_are_kept_and_can_be_cleared() {
        var violations = standIn.world().violations();
        for (int i = 0; i <= 1_000; i++) {
            violations.report("RULE", "detail " + i);
        }
        var items = caller.get("/sandbox/violations").get("items");
        assertThat(items.size()).isEqualTo(1_000);
        assertThat(items.get(0).get("detail").asString()).isEqualTo("detail 1");
        caller.send("DELETE", "/sandbox/violations", "");
        assertThat(violations.all()).isEmpty();
    }

    @Test
    void a_taken_port_is_named() {
        assertThatThrownBy(() -> StandIn.start(standIn.port(), List.of()))
                .isInstanceOfSatisfying(
                        PortTakenException.class, e -> assertThat(e.port()).isEqualTo(standIn.port()));
    }

    private void order(String fault) {
        assertThat(caller.send("POST", "/sandbox/faults", fault).statusCode()).isEqualTo(201);
    }
}
