package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A card with money at a merchant whose points are looked at; the books are right after each test. */
abstract class PointsCase {

    final House house = House.shared();
    final Counter counter = new Counter(house);
    long card;

    @BeforeEach
    void withMoney() {
        card = counter.card();
        counter.booked(counter.topUp(card, 100_000, 0, Counter.Key.fresh()));
    }

    @AfterEach
    void booksAreRight() {
        counter.assertBooksAreRight();
    }

    final Api keyed() {
        return counter.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    private void put(String path, Map<String, ?> settings) {
        var whole = new HashMap<String, Object>(settings);
        whole.put("version", counter.owner().get("/admin/points-settings").number("/version"));
        var answer = counter.owner().put(path, whole);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    final void set(Map<String, ?> settings) {
        put("/admin/points-settings", settings);
    }

    final void worth(Map<String, ?> worth) {
        put("/admin/points-worth", worth);
    }

    final void hundredPointsAreOneYuan() {
        worth(Map.of(
                "asMoney",
                Map.of("points", 100, "fen", 100, "leastPoints", 200, "mostBp", 5_000),
                "exchange",
                Map.of("points", 100, "fen", 90, "byMembers", false)));
    }

    final void rule() {
        var rule = Map.of("name", "一元一分", "points", 1, "perFen", 100);
        assertThat(counter.owner().post("/admin/points-rules", rule).status()).isEqualTo(201);
    }

    final Answer adjust(long points) {
        return keyed().post("/admin/points-adjustments", of(Map.of("points", points, "reason", "客诉补偿")));
    }

    final void give(long points) {
        var answer = adjust(points);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    final Answer exchange(long points) {
        return keyed().post("/admin/points-exchanges", of(Map.of("points", points)));
    }

    final Map<String, Object> of(Map<String, ?> what) {
        var whole = new HashMap<String, Object>(what);
        whole.put("card", Map.of("cardId", Long.toString(card)));
        whole.put("storeId", Long.toString(counter.store()));
        return whole;
    }

    final Answer asked(Map<String, ?> order) {
        var whole = of(order);
        whole.put("orderNo", "P-" + Shop.unique(16));
        whole.putIfAbsent("channel", "OFFLINE");
        return keyed().post("/admin/spends", whole);
    }

    final Answer spend(Map<String, ?> order) {
        var answer = asked(order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    final Answer refund(Answer spend, Map<String, ?> what) {
        var whole = new HashMap<String, Object>(what);
        whole.put("spendId", spend.text("/id"));
        whole.put("reason", "退货");
        var answer = keyed().post("/admin/refunds", whole);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    final long of(String column) {
        return counter.rows()
                .number("SELECT h." + column + " FROM holder h JOIN member_card c ON c.holder_id = h.id WHERE c.id = "
                        + card);
    }

    final long points() {
        return of("points");
    }

    final List<Long> lots() {
        return counter
                .rows()
                .column("SELECT l.points_left FROM lot l JOIN member_card c ON c.holder_id = l.holder_id"
                        + " WHERE l.points_total > 0 AND c.id = " + card + " ORDER BY l.id")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    final Answer with(Map<String, ?> order, long points) {
        var whole = new HashMap<String, Object>(order);
        whole.put("pointsToUse", points);
        return asked(whole);
    }
}
