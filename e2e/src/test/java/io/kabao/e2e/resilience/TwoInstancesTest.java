package io.kabao.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.Ground;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.Soak;
import io.kabao.e2e.access.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two admin doors over one database and one Redis are one house. */
class TwoInstancesTest {

    private static final int WORKER_SHIFT = 12;
    private static final int WORKER_MASK = 0x3FF;

    private static AppProcess one;
    private static AppProcess two;

    private final Rows rows = Ground.rows();

    @BeforeAll
    static void open() {
        one = AppProcess.ofJar("admin-api", Settings.of(Ground.sandbox()));
        two = AppProcess.ofJar("admin-api", Settings.of(Ground.sandbox()));
        one.waitUntilReady();
        two.waitUntilReady();
    }

    @AfterAll
    static void close() {
        one.close();
        two.close();
    }

    @Test
    void a_session_of_one_counts_at_the_other_until_either_ends_it() {
        var here = one.api().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD);
        var there = here.movedTo(two.api().port());
        var store = here.post("/admin/stores", Map.of("name", "店"));
        assertThat(there.get("/admin/stores/" + store.text("/id")).json()).isEqualTo(store.json());
        assertThat(there.delete("/admin/sessions").status()).isEqualTo(204);
        assertThat(here.get("/admin/me").status()).isEqualTo(401);
    }

    @Test
    void both_started_at_once_opened_one_merchant_between_them() {
        assertThat(rows.number("SELECT COUNT(*) FROM operator WHERE account = 'owner'"))
                .isOne();
        assertThat(rows.number("SELECT COUNT(*) FROM organization o JOIN operator p USING (merchant_id)"
                        + " WHERE p.account = 'owner' AND o.parent_id IS NULL"))
                .isOne();
    }

    @Test
    void ids_made_by_both_at_once_never_clash_and_carry_two_worker_numbers() {
        var here = one.api().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD);
        var there = here.movedTo(two.api().port());
        var ids = new ArrayList<Long>();
        for (var round = 0; round < Soak.count(10, 400); round++) {
            var answers = new ArrayList<CompletableFuture<Answer>>();
            for (var i = 0; i < 20; i++) {
                answers.add((i % 2 == 0 ? here : there).begin("POST", "/admin/stores", Map.of("name", "店")));
            }
            answers.forEach(answer -> ids.add(Long.parseLong(answer.join().text("/id"))));
        }
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(ids.stream().map(id -> id >> WORKER_SHIFT & WORKER_MASK).distinct())
                .hasSize(2);
        assertThat(rows.number("SELECT COUNT(*) FROM id_worker WHERE leased_until > UTC_TIMESTAMP(3)"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_due_job_is_run_by_one_of_the_two() {
        // Each job is made due once; who takes it moves it on by its period, so that the other finds nothing due. One
        // that somebody has just then, or had when it was killed, is left alone: its version is another.
        var due = rows.change("""
            UPDATE scheduled_tasks
            SET execution_time = UTC_TIMESTAMP(6), last_success = NULL, version = 1000000 WHERE picked = FALSE
            """);
        assertThat(due).as("recurring jobs").isPositive();
        var those = " FROM scheduled_tasks WHERE version >= 1000000";
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> rows.number("SELECT COUNT(*)" + those + " AND last_success IS NULL") == 0);
        // Picked and put back: two steps of the version for one run.
        assertThat(rows.column("SELECT version" + those)).containsOnly("1000002");
        assertThat(rows.number("SELECT COUNT(*)" + those + " AND consecutive_failures > 0"))
                .isZero();
    }

    @Test
    void editors_at_two_doors_of_one_version_get_one_winner() {
        var here = one.api().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD);
        Api there = here.movedTo(two.api().port());
        for (var round = 0; round < Soak.count(5, 200); round++) {
            var path = "/admin/stores/"
                    + here.post("/admin/stores", Map.of("name", "店")).text("/id");
            var edits = new ArrayList<CompletableFuture<Answer>>();
            for (var i = 0; i < 10; i++) {
                edits.add((i % 2 == 0 ? here : there).begin("PATCH", path, Map.of("version", 1, "name", "店 " + i)));
            }
            assertThat(edits.stream().map(edit -> edit.join().status()))
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
        }
    }

    @Test
    void whoever_is_disabled_or_demoted_at_one_is_out_at_the_other_at_once() {
        for (var change : List.of(Map.of("active", false), Map.of("roleIds", List.of("6")))) {
            var owner = trustedOwner();
            var account = "p-" + System.nanoTime();
            var added = owner.post(
                    "/admin/operators",
                    Map.of("account", account, "name", "同事", "roleIds", List.of("4"), "scope", Map.of("kind", "ALL")));
            assertThat(added.status()).as(added.body()).isEqualTo(201);
            var there = two.api().signedIn(account, added.text("/initialPassword"));
            var here = there.movedTo(one.api().port());
            // Both have seen the session a moment ago.
            assertThat(here.get("/admin/stores").status()).isEqualTo(200);
            assertThat(there.get("/admin/stores").status()).isEqualTo(200);
            var edit = new HashMap<String, Object>(change);
            edit.put("version", 1);
            var changed = owner.patch("/admin/operators/" + added.text("/id"), edit);
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            assertThat(there.get("/admin/me").status()).isEqualTo(401);
            assertThat(here.get("/admin/me").status()).isEqualTo(401);
            trustNoMore();
        }
    }

    @Test
    void whoever_changes_their_password_at_one_is_out_at_both_within_a_second() {
        var owner = trustedOwner();
        var account = "p-" + System.nanoTime();
        var added = owner.post(
                "/admin/operators",
                Map.of("account", account, "name", "同事", "roleIds", List.of("4"), "scope", Map.of("kind", "ALL")));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var initial = added.text("/initialPassword");
        var there = two.api().signedIn(account, initial);
        var here = there.movedTo(one.api().port());
        // Both have seen the session a moment ago.
        assertThat(here.get("/admin/me").status()).isEqualTo(200);
        assertThat(there.get("/admin/me").status()).isEqualTo(200);
        var own = "Medlar-Behind-The-Mill-9";
        assertThat(here.put("/admin/me/password", Map.of("old", initial, "new", own))
                        .status())
                .isEqualTo(204);
        for (var door : List.of(here, there)) {
            Awaitility.await("out")
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> door.get("/admin/me").status() == 401);
        }
        assertThat(two.api().signIn(account, initial).status()).isEqualTo(401);
        assertThat(two.api().signedIn(account, own).get("/admin/me").status()).isEqualTo(200);
        trustNoMore();
    }

    @Test
    void a_one_time_password_lets_in_at_one_of_the_two() {
        trustNoMore();
        var session = one.api().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD);
        var device = Device.of(session.post("/admin/me/totp", Map.of()).text("/secret"));
        var confirmed = session.post("/admin/me/totp/confirmation", Map.of("otp", device.at(Instant.now())));
        try {
            assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
            // Of the next step, since each is good once.
            var credentials = Map.of(
                    "account", Settings.OWNER, "password", Settings.OWNER_PASSWORD, "otp", device.at(Instant.now(), 1));
            var answers = List.of(one, two, one, two).stream()
                    .map(door -> door.api().begin("POST", "/admin/sessions", credentials))
                    .toList();
            assertThat(answers.stream().map(answer -> answer.join().status()))
                    .containsOnlyOnce(200)
                    .containsOnly(200, 401);
        } finally {
            trustNoMore();
        }
    }

    /** The owner as if enrolled and stepped up. */
    private Api trustedOwner() {
        trustNoMore();
        var owner = one.api().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD);
        rows.change("UPDATE operator SET totp_secret = 'proved by the test', stepped_up_until = '2199-01-01'"
                + " WHERE account = 'owner'");
        return owner;
    }

    private void trustNoMore() {
        rows.change("UPDATE operator SET totp_secret = NULL, totp_step = 0, otp_misses = 0, otp_locked_until = NULL,"
                + " stepped_up_until = NULL WHERE account = 'owner'");
    }
}
