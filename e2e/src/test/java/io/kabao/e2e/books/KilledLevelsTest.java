package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.AppProcess;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The instance that has all cards go where they belong dies in the middle of a step: another one goes on from the one before. */
class KilledLevelsTest extends LevelsCase {

    /** Steps are of a thousand cards. */
    private static final int CROWD = 2_500;

    private static final int IN_STEPS_BEFORE = 2_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<Map<String, Object>> THREE = List.of(
            level("普通会员"), level("银卡", "growth", 100), level("金卡", "growth", 1_000, "gift", Map.of("points", 7)));

    private static void run(Connection connection, String statement) throws SQLException {
        try (var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private long count(String table, String condition) {
        return counter.rows()
                .number("SELECT COUNT(*) FROM " + table + " WHERE merchant_id = " + counter.merchantId() + " AND "
                        + condition);
    }

    /** Cards of nobody behind the first one, which have spent enough for the second level. */
    private void crowd() {
        var merchant = counter.merchantId();
        var cards = new ArrayList<String>();
        for (var id = card + 1; id <= card + CROWD; id++) {
            cards.add("(" + id + "," + merchant + ",1," + id + ",1,'OFFLINE'," + id
                    + ",'CONSOLE',1,'2026-01-01','2026-01-01')");
        }
        counter.rows()
                .change(
                        "INSERT INTO member_card (id, merchant_id, template_id, member_id, holder_id, status, live_slot,"
                                + " channel, version, created_at, updated_at) VALUES " + String.join(",", cards));
        counter.rows()
                .change("INSERT INTO card_growth (id, merchant_id, card_id, month, topup_fen, spend_fen, points)"
                        + " SELECT id, merchant_id, id, '2026-01-01', 0, 20000, 0 FROM member_card WHERE holder_id = 1"
                        + " AND merchant_id = " + merchant);
    }

    private void spentEnoughForTheThird(List<Long> cards) {
        for (var each : cards) {
            counter.rows()
                    .change("INSERT INTO card_growth (id, merchant_id, card_id, month, topup_fen, spend_fen, points)"
                            + " VALUES (" + each + ", " + counter.merchantId() + ", " + each
                            + ", '2026-01-01', 0, 200000, 0)");
        }
    }

    @Test
    void each_card_goes_where_it_belongs_once_and_gets_its_gift_once() throws SQLException {
        crowd();
        var people = new ArrayList<Long>(List.of(card));
        people.addAll(counter.cards(2));
        spentEnoughForTheThird(people);
        var preview = preview(THREE, Map.of("growth", Map.of("perSpendYuan", 1)));
        assertThat(preview.number("/seen")).isEqualTo(CROWD + 3);
        try (var _ = JobsAtRest.in(house)) {
            applyAndDie(preview.text("/id"), people.getLast());
            assertThat(count("level_change", "TRUE")).isEqualTo(IN_STEPS_BEFORE);
            assertThat(count("level_gift", "TRUE")).isOne();
            // Whoever looks for instances that are gone does so half an hour later.
            counter.rows()
                    .change("UPDATE scheduled_tasks SET picked = 0, picked_by = NULL, last_heartbeat = NULL"
                            + " WHERE picked = 1");
        }
        Awaitility.await("all cards")
                .atMost(PATIENCE)
                .until(() -> count("level_run", "kind = 'APPLICATION' AND status = 'DONE'") == 1);
        assertThat(count("level_run", "kind = 'APPLICATION' AND seen = " + (CROWD + 3)))
                .isOne();
        assertThat(count("level_change", "reason = 'RULES'")).isEqualTo(CROWD + 3);
        assertThat(counter.rows()
                        .column("SELECT card_id FROM level_change WHERE merchant_id = " + counter.merchantId()
                                + " GROUP BY card_id HAVING COUNT(*) > 1"))
                .isEmpty();
        // What the dead one had taken to be sent is sent by others some minutes later.
        counter.pass(Duration.ofMinutes(10));
        Awaitility.await("gifts").atMost(PATIENCE).until(() -> count("level_gift", "status = 'CREDITED'") == 3);
        assertThat(count("level_gift", "TRUE")).isEqualTo(3);
        assertThat(count("txn", "biz_type = 'LEVEL_GIFT'")).isEqualTo(3);
        assertThat(points()).isEqualTo(7);
    }

    /** Another instance puts them in force and dies in the third step, when all of it is written but the gifts. */
    private void applyAndDie(String previewId, long last) throws SQLException {
        var gold = counter.rows()
                .number("SELECT JSON_UNQUOTE(JSON_EXTRACT(content, '$.levels[2].id')) FROM level_run WHERE id = "
                        + previewId);
        try (var somebody = house.sandbox().database().adminConnection();
                var other = AppProcess.ofJar("admin-api", Settings.of(house.sandbox()))) {
            other.waitUntilReady();
            somebody.setAutoCommit(false);
            run(
                    somebody,
                    "INSERT INTO level_gift (id, merchant_id, card_id, level_id, bonus_fen, points, status, created_at) VALUES ("
                            + last + ", " + counter.merchantId() + ", " + last + ", " + gold
                            + ", 0, 7, 'OWED', '2026-01-01')");
            var owner = counter.owner().movedTo(other.api().port());
            var answer = CompletableFuture.supplyAsync(
                    () -> owner.post("/admin/levels/application", Map.of("previewId", previewId)));
            Awaitility.await("the third step").atMost(PATIENCE).until(() -> answer.isDone() || isOneWaitingWithAGift());
            assertThat(answer).as("it waits").isNotDone();
            other.kill9();
            somebody.rollback();
            assertThat(answer).failsWithin(PATIENCE);
        }
    }

    private boolean isOneWaitingWithAGift() {
        return counter.rows()
                        .number("SELECT COUNT(*) FROM information_schema.innodb_trx"
                                + " WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%INTO level_gift%'")
                > 0;
    }
}
