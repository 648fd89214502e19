package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Levels of one merchant that nobody can make sense of are no reason for the others to wait. */
class BrokenLevelsTest extends LevelsCase {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<Map<String, Object>> TWO = List.of(level("普通会员"), level("银卡", "growth", 100));
    private static final Map<String, Object> ASKED_AGAIN_IN_A_MONTH = Map.of(
            "growth",
            Map.of("months", 1, "perSpendYuan", 1),
            "keep",
            Map.of("months", 1, "graceDays", 0, "fall", "ONE_DOWN"));

    private final Counter other = new Counter(house);

    private void change(String statement) {
        assertThat(counter.rows().change(statement)).as(statement).isOne();
    }

    /** Begins to look at a merchant's cards as another look did. */
    private void begin(long id, long merchantId, String content, String like) {
        change(
                "INSERT INTO level_run (id, merchant_id, kind, based_on, may_fall, content, status, last_card_id, seen, moves,"
                        + " created_at) SELECT " + id + ", " + merchantId + ", kind, based_on, may_fall, " + content
                        + ", 'RUNNING', 0, 0, moves, created_at FROM level_run WHERE id = " + like);
    }

    @Test
    void a_look_at_all_cards_that_fails_bars_no_other() {
        var like = preview(TWO, Map.of()).text("/id");
        var broken = Long.parseLong(like) - 2;
        var next = broken + 1;
        begin(broken, other.merchantId(), "'{}'", like);
        try {
            begin(next, counter.merchantId(), "content", like);
            Awaitility.await("the one behind it")
                    .atMost(PATIENCE)
                    .until(() -> counter.owner()
                            .get("/admin/levels/runs/" + next)
                            .json()
                            .get("done")
                            .asBoolean());
        } finally {
            change("DELETE FROM level_run WHERE id = " + broken);
        }
    }

    @Test
    void terms_that_cannot_be_ended_keep_nobody_elses_from_ending() {
        put(TWO, ASKED_AGAIN_IN_A_MONTH);
        spend(Map.of("amountFen", 10_000));
        count();
        assertThat(name()).isEqualTo("银卡");
        var merchant = other.merchantId();
        var longDue = other.card();
        change("INSERT INTO level_ladder (id, merchant_id, number, content, created_at) VALUES (" + merchant + ", "
                + merchant + ", 1, '{}', '2026-01-01')");
        try {
            change("INSERT INTO card_level (id, merchant_id, level_id, due_at) VALUES (" + longDue + ", " + merchant
                    + ", 1, '2026-01-01')");
            counter.pass(Duration.ofDays(40));
            endTerms();
            assertThat(name()).isEqualTo("普通会员");
            assertThat(reasons()).containsExactly("MISSED", "REACHED");
        } finally {
            change("DELETE FROM level_ladder WHERE id = " + merchant);
            change("DELETE FROM card_level WHERE id = " + longDue);
        }
    }
}
