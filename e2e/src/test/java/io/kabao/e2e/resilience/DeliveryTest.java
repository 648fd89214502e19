package io.kabao.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.Ground;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Soak;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was put into the outbox arrives, and what comes into the inbox counts once, whatever dies in between. */
class DeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than the lease of an attempt. */
    private static final int LEASE_OVER_SECONDS = 90;

    private static final String UNSENT = "SELECT COUNT(*) FROM outbox WHERE topic = 'parcel' AND status <> 'SENT'";

    private final Rows rows = Ground.rows();
    private final List<AppProcess> processes = new ArrayList<>();
    private Receiver receiver;
    private int aheadSeconds;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        aheadSeconds = 0;
    }

    @AfterEach
    void close() {
        processes.forEach(AppProcess::close);
        receiver.close();
    }

    @Test
    void a_message_outlives_a_kill_between_its_claim_and_its_call() {
        var courier = courier();
        receiver.shut();
        assertThat(courier.api().post("/parcels?count=3", "").status()).isEqualTo(200);
        Awaitility.await().atMost(PATIENCE).until(() -> receiver.announced().size() == 3);
        courier.kill9();
        receiver.open();

        assertThat(rows.column("SELECT CONCAT(status, attempts) FROM outbox WHERE topic = 'parcel'"))
                .as("claimed, and nobody knows how it went")
                .containsExactly("WAITING1", "WAITING1", "WAITING1");
        assertThat(receiver.delivered()).isEmpty();

        afterTheLease();
        courier();
        assertThatAllArrives();
    }

    @Test
    void no_message_is_lost_by_kills_at_any_moment() {
        var chance = new Random(20260101L);
        for (var kill = 0; kill < Soak.count(1, 20); kill++) {
            var courier = courier();
            var before = receiver.delivered().size();
            var putting = new ArrayList<CompletableFuture<Answer>>();
            for (var put = 0; put < 10; put++) {
                putting.add(courier.api().begin("POST", "/parcels?count=20", ""));
            }
            var atLeast = before + chance.nextInt(150);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(PATIENCE)
                    .until(() -> receiver.delivered().size() >= atLeast);
            courier.kill9();
            putting.forEach(put -> put.exceptionally(_ -> null).join());
            afterTheLease();
        }
        courier();
        assertThatAllArrives();
    }

    @Test
    void of_twenty_copies_in_parallel_through_two_processes_one_has_an_effect() {
        var apis = List.of(courier(), courier()).stream().map(AppProcess::api).toList();
        rows.change(
                "CREATE TABLE IF NOT EXISTS e2e_effect (id BIGINT AUTO_INCREMENT PRIMARY KEY, push_id BIGINT, payload"
                        + " VARCHAR(99))");
        rows.change("GRANT INSERT ON kabao.e2e_effect TO '"
                + Ground.sandbox().database().appUser() + "'@'127.0.0.1'");
        for (var round = 0; round < Soak.count(10, 200); round++) {
            var key = "push-" + round;
            var answers = new ArrayList<CompletableFuture<Answer>>();
            for (var copy = 0; copy < 20; copy++) {
                answers.add(apis.get(copy % 2).begin("POST", "/pushes?key=" + key, ""));
            }
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
            assertThat(answers)
                    .filteredOn(answer -> answer.join().body().equals("true"))
                    .hasSize(1);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> rows.number("SELECT COUNT(*) FROM inbox WHERE status <> 'DONE'") == 0);
        assertThat(rows.column("SELECT payload FROM e2e_effect"))
                .doesNotHaveDuplicates()
                .hasSize(Soak.count(10, 200));
        assertThat(rows.number("SELECT COUNT(*) FROM inbox WHERE source = 'parcel'"))
                .isEqualTo(Soak.count(10, 200));
    }

    private void assertThatAllArrives() {
        Awaitility.await().atMost(PATIENCE).until(() -> rows.number(UNSENT) == 0);
        var put = rows.column("SELECT id FROM outbox WHERE topic = 'parcel' AND id NOT IN (SELECT id FROM e2e_seen)");
        assertThat(put).isNotEmpty();
        assertThat(receiver.delivered()).isEqualTo(new HashSet<>(put));
        rows.change("INSERT INTO e2e_seen SELECT id FROM outbox WHERE topic = 'parcel' AND id NOT IN (SELECT id FROM"
                + " e2e_seen)");
    }

    private AppProcess courier() {
        var courier = AppProcess.ofClass(
                Courier.class,
                Ground.settingsWith(Map.of(
                        "COURIER_RECEIVER", Integer.toString(receiver.port()),
                        "COURIER_AHEAD_SECONDS", Integer.toString(aheadSeconds),
                        "KABAO_APP", "admin-api")));
        processes.add(courier);
        courier.waitUntilReady();
        rows.change("CREATE TABLE IF NOT EXISTS e2e_seen (id BIGINT PRIMARY KEY)");
        return courier;
    }

    /** The next process lives when the leases of the one before are over. */
    private void afterTheLease() {
        aheadSeconds += LEASE_OVER_SECONDS;
    }
}
