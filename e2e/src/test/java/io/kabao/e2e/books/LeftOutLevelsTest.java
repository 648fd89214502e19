package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.JobsAtRest;
import io.kabao.level.GrowthBook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A level is left out at the very moment at which cards come up to it, keep it or are sold it. */
class LeftOutLevelsTest extends LevelsCase {

    private static final int NOT_NOW = 503;

    private static final List<Map<String, Object>> TWO =
            List.of(level("普通会员"), level("银卡", "growth", 100, "fee", Map.of("priceFen", 100, "days", 30)));

    private static void run(Connection connection, String statement) throws SQLException {
        try (var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** Asks for something while all but the first level are being left out, which is done before it is answered. */
    private <T> T whileLeftOut(Supplier<T> asked) throws SQLException {
        var preview = preview(inForce(List.of(level("普通会员"))), Map.of());
        try (var somebody = house.sandbox().database().adminConnection()) {
            somebody.setAutoCommit(false);
            run(somebody, "SELECT id FROM merchant WHERE id = " + counter.merchantId() + " FOR UPDATE");
            run(
                    somebody,
                    "INSERT INTO level_ladder (id, merchant_id, number, content, created_at, created_by)"
                            + " SELECT id, merchant_id, based_on + 1, content, created_at, created_by FROM level_run"
                            + " WHERE id = " + preview.text("/id"));
            var answer = CompletableFuture.supplyAsync(asked);
            Awaitility.await("what waits, or is through already").until(() -> answer.isDone() || isOneWaiting());
            somebody.commit();
            return answer.join();
        }
    }

    private boolean isOneWaiting() {
        return counter.rows()
                        .number("SELECT COUNT(*) FROM information_schema.innodb_trx"
                                + " WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%FROM merchant%'")
                > 0;
    }

    private void assertNobodyIsAboveTheFirst() {
        assertThat(counter.rows()
                        .column("SELECT level_id FROM card_level WHERE level_id IS NOT NULL AND merchant_id = "
                                + counter.merchantId()))
                .isEmpty();
        assertThat(name()).isEqualTo("普通会员");
    }

    @Test
    void nobody_comes_up_to_it_any_more() throws Exception {
        put(TWO, Map.of());
        spend(Map.of("amountFen", 10_000));
        try (var _ = JobsAtRest.in(house)) {
            counter.pass(SOON);
            var counted = whileLeftOut(() -> house.adminBean(GrowthBook.class).bringUp());
            assertThat(counted).isPositive();
            assertNobodyIsAboveTheFirst();
            assertThat(reasons()).isEmpty();
        }
    }

    @Test
    void nobody_keeps_it_any_more() throws Exception {
        put(TWO, Map.of("keep", Map.of("months", 1, "graceDays", 0, "fall", "ONE_DOWN")));
        spend(Map.of("amountFen", 10_000));
        count();
        assertThat(name()).isEqualTo("银卡");
        try (var _ = JobsAtRest.in(house)) {
            counter.pass(Duration.ofDays(40));
            whileLeftOut(() -> {
                endTerms();
                return true;
            });
            assertNobodyIsAboveTheFirst();
            assertThat(reasons()).containsExactly("RULES", "REACHED");
        }
    }

    @Test
    void nobody_is_sold_it_any_more() throws Exception {
        put(TWO, Map.of());
        var wanted = Map.of("levelId", inForce(TWO).get(1).get("id"), "means", "CASH");
        var sameKey = keyed();
        Supplier<Answer> sale = () -> sameKey.post("/admin/cards/" + card + "/membership", wanted);
        whileLeftOut(sale);
        // Who was told that it was not done asks again.
        var answer = Awaitility.await("an answer").until(sale::get, given -> given.status() != NOT_NOW);
        assertThat(answer.problemCode()).contains("LEVEL_NOT_FOUND");
        assertThat(counter.rows().number("SELECT COUNT(*) FROM membership WHERE card_id = " + card))
                .isZero();
    }

    @Test
    void one_that_was_just_sold_is_left_out_by_nobody() {
        put(TWO, Map.of());
        var wanted = Map.of("levelId", inForce(TWO).get(1).get("id"), "means", "CASH");
        var preview = preview(inForce(List.of(level("普通会员"))), Map.of());
        assertThat(keyed().post("/admin/cards/" + card + "/membership", wanted).status())
                .isEqualTo(201);
        assertThat(apply(preview).problemCode()).contains("LEVEL_STILL_PAID");
    }
}
