package io.kabao.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.AppProcess;
import io.kabao.e2e.Ground;
import io.kabao.e2e.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A door is asked to stop, or just killed; what it had answered stays. */
class StoppingTest {

    @Test
    void a_kill_loses_nothing_that_was_answered_and_a_new_process_serves() {
        String id;
        String token;
        try (var first = Ground.open("admin-api")) {
            token = first.api().signIn(Settings.OWNER, Settings.OWNER_PASSWORD).text("/token");
            id = first.api()
                    .as(token)
                    .post("/admin/stores", Map.of("name", "留下"))
                    .text("/id");
            first.kill9();
        }
        try (var second = Ground.open("admin-api")) {
            var owner = second.api().as(token);
            assertThat(owner.get("/admin/stores/" + id).text("/name")).isEqualTo("留下");
            assertThat(owner.post("/admin/stores", Map.of("name", "又一家")).status())
                    .isEqualTo(201);
            askToStopWhileARequestRuns(second, token, id);
        }
    }

    /** The request is held up by a row that somebody else has locked. */
    private static void askToStopWhileARequestRuns(AppProcess door, String token, String storeId) {
        var newest =
                door.api().as(token).post("/admin/stores", Map.of("name", "店")).text("/id");
        try (var other = Ground.sandbox().database().adminConnection();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.executeQuery("SELECT id FROM store WHERE id = " + storeId + " FOR UPDATE")
                    .close();
            var running =
                    door.api().as(token).begin("PATCH", "/admin/stores/" + storeId, Map.of("version", 1, "name", "改了"));
            Awaitility.await()
                    .until(() -> Ground.rows()
                                    .number("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state ="
                                            + " 'LOCK WAIT'")
                            == 1);
            door.terminate();
            Awaitility.await("the stop to begin")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> door.output().contains("Commencing graceful shutdown"));
            other.rollback();
            var answer = running.join();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.text("/name")).isEqualTo("改了");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(door.waitForExit()).as("exit code after SIGTERM").isEqualTo(143);
        assertThat(Ground.rows().column("SELECT worker FROM id_worker WHERE leased_until > UTC_TIMESTAMP(3)"))
                .as("its worker number was given back")
                .doesNotContain(Long.toString(Long.parseLong(newest) >> 12 & 0x3FF));
    }
}
