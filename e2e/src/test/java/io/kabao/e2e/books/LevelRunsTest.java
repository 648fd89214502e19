package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Soak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Levels of more cards than one answer waits for. */
class LevelRunsTest extends LevelsCase {

    private static final int CARDS = Soak.count(7_000, 100_000);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<Map<String, Object>> TWO = List.of(level("普通会员"), level("银卡", "growth", 100));

    /** Cards with growth of 0 to 199 each. */
    private void crowd() {
        var merchant = counter.merchantId();
        for (var from = 0; from < CARDS; from += 1_000) {
            var rows = new ArrayList<String>();
            var cards = new ArrayList<String>();
            for (var i = from; i < Math.min(CARDS, from + 1_000); i++) {
                var id = merchant + 1 + i;
                cards.add("(" + id + "," + merchant + ",1," + id + ",1,'OFFLINE'," + id
                        + ",'CONSOLE',1,'2026-01-01','2026-01-01')");
                rows.add("(" + id + "," + merchant + "," + id + ",'" + month() + "',0," + i % 200 * 100 + ",0)");
            }
            counter.rows()
                    .change(
                            "INSERT INTO member_card (id, merchant_id, template_id, member_id, holder_id, status, live_slot,"
                                    + " channel, version, created_at, updated_at) VALUES "
                                    + String.join(",", cards));
            counter.rows()
                    .change(
                            "INSERT INTO card_growth (id, merchant_id, card_id, month, topup_fen, spend_fen, points) VALUES "
                                    + String.join(",", rows));
        }
    }

    private String month() {
        return house.clock().instant().toString().substring(0, 7) + "-01";
    }

    private Answer run(Answer begun) {
        return Awaitility.await("all cards")
                .atMost(PATIENCE)
                .until(
                        () -> counter.owner().get("/admin/levels/runs/" + begun.text("/id")),
                        run -> run.json().get("done").asBoolean());
    }

    private long count(String table, String condition) {
        return counter.rows()
                .number("SELECT COUNT(*) FROM " + table + " WHERE merchant_id = " + counter.merchantId() + " AND "
                        + condition);
    }

    @Test
    void what_is_not_done_at_once_goes_on_and_each_card_is_moved_once() {
        crowd();
        Answer begun;
        // A job works off what is not done at once, perhaps before it is looked at.
        try (var _ = JobsAtRest.in(house)) {
            begun = preview(TWO, Map.of());
            assertThat(begun.json().get("done").asBoolean()).isFalse();
            assertThat(apply(begun).problemCode()).contains("LEVELS_NOT_PREVIEWED");
        }
        var seen = run(begun);
        assertThat(seen.number("/seen")).isEqualTo(CARDS);
        assertThat(seen.number("/moves/0/cards")).isEqualTo(CARDS / 2);
        assertThat(seen.json().at("/moves/0/samples").size()).isEqualTo(10);
        assertThat(count("card_level", "1 = 1")).as("nothing has changed").isZero();

        Answer applied;
        try (var _ = JobsAtRest.in(house)) {
            applied = apply(seen);
            assertThat(applied.status()).as(applied.body()).isEqualTo(201);
            assertThat(count("level_change", "1 = 1")).isBetween(1L, CARDS / 2 - 1L);
        }
        run(applied);
        assertThat(count("card_level", "level_id IS NOT NULL")).isEqualTo(CARDS / 2);
        assertThat(count("level_change", "reason = 'RULES'")).isEqualTo(CARDS / 2);
        assertThat(counter.rows()
                        .column("SELECT card_id FROM level_change WHERE merchant_id = " + counter.merchantId()
                                + " GROUP BY card_id HAVING COUNT(*) > 1"))
                .isEmpty();
    }

    @Test
    void cards_that_have_ended_are_neither_counted_nor_moved() {
        var other = counter.card();
        counter.booked(counter.topUp(other, 20_000, 0, Counter.Key.fresh()));
        counter.booked(counter.spend(other, "E-" + other, 20_000, Counter.Key.fresh()));
        spend(Map.of("amountFen", 20_000));
        count();
        counter.rows().change("UPDATE member_card SET status = 'CANCELLED' WHERE id = " + other);
        var seen = run(preview(TWO, Map.of()));
        assertThat(seen.number("/seen")).isOne();
        assertThat(seen.number("/moves/0/cards")).isOne();
        assertThat(seen.text("/moves/0/samples/0")).isEqualTo(Long.toString(card));
        run(apply(seen));
        assertThat(name()).isEqualTo("银卡");
        assertThat(count("level_change", "1 = 1")).isOne();
    }
}
