package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the books find wrong with the papers beside them: orders, holds, refunds, links and gifts that say something else. */
class PapersTest {

    private final Counter counter = new Counter(House.shared());
    private final Rows rows = counter.rows();
    private final List<Long> cards = counter.activeCards(2);
    private final long card = cards.getFirst();
    private final long holder = rows.number("SELECT holder_id FROM member_card WHERE id = " + card);

    PapersTest() {
        counter.booked(counter.topUp(card, 10_000, 2_000, Counter.Key.fresh()));
    }

    private List<String> found() {
        return counter.findings().stream()
                .map(finding -> finding.invariant() + " " + finding.id())
                .toList();
    }

    private void change(String statement) {
        assertThat(rows.change(statement)).as(statement).isOne();
    }

    private long spent() {
        return counter.booked(counter.spend(card, "P-" + card, 3_000, Counter.Key.fresh()))
                .txnId();
    }

    @Test
    void a_hold_of_another_amount_than_is_held_is_named() {
        var hold = counter.booked(counter.hold(card, "Q-" + card, 1_200, Counter.Key.fresh()))
                .txnId();
        assertThat(found()).isEmpty();
        change("UPDATE hold SET principal_fen = principal_fen - 1 WHERE id = " + hold);
        assertThat(found()).containsExactly("HELD_OF_HOLDS " + holder);
    }

    @Test
    void an_order_that_cost_another_amount_than_was_taken_is_named() {
        var spend = spent();
        change("UPDATE spend_part SET principal_fen = principal_fen - 1 WHERE spend_id = " + spend);
        assertThat(found()).containsExactly("ORDER_OF_PARTS " + spend);
    }

    /** An order that all points of the card were used for. */
    private long paidWithPoints() {
        var owner = counter.owner();
        var asMoney = Map.of("points", 100, "fen", 100, "leastPoints", 200, "mostBp", 5_000);
        var exchange = Map.of("points", 100, "fen", 90, "byMembers", false);
        var worth = owner.put("/admin/points-worth", Map.of("version", 0, "asMoney", asMoney, "exchange", exchange));
        assertThat(worth.status()).as(worth.body()).isEqualTo(200);
        var whose = Map.of("cardId", Long.toString(card));
        var given = owner.with("Idempotency-Key", "g-" + card)
                .post("/admin/points-adjustments", Map.of("card", whose, "points", 1_000, "reason", "客诉补偿"));
        assertThat(given.status()).as(given.body()).isEqualTo(201);
        var order = Map.of(
                "card",
                whose,
                "storeId",
                Long.toString(counter.store()),
                "orderNo",
                "W-" + card,
                "channel",
                "OFFLINE",
                "amountFen",
                3_000,
                "pointsToUse",
                1_000);
        var spend = owner.with("Idempotency-Key", "s-" + card).post("/admin/spends", order);
        assertThat(spend.status()).as(spend.body()).isEqualTo(201);
        assertThat(found()).isEmpty();
        return Long.parseLong(spend.text("/id"));
    }

    @Test
    void an_order_that_other_points_paid_for_than_were_taken_is_named() {
        var spend = paidWithPoints();
        change("UPDATE spend_points SET points = points - 1 WHERE spend_id = " + spend);
        assertThat(found()).containsExactly("ORDER_OF_POINTS " + spend);
    }

    @Test
    void points_that_were_used_before_or_after_their_time_are_named() {
        var spend = paidWithPoints();
        var named = "POINTS_IN_TIME " + spend;
        lotOf(spend, "expires_at = t.created_at");
        assertThat(found()).containsExactly(named);
        lotOf(spend, "expires_at = t.created_at + INTERVAL 1000 MICROSECOND");
        assertThat(found()).isEmpty();
        lotOf(spend, "usable_at = t.created_at");
        assertThat(found()).isEmpty();
        lotOf(spend, "usable_at = t.created_at + INTERVAL 1000 MICROSECOND");
        assertThat(found()).containsExactly(named);
    }

    private void lotOf(long spend, String isNow) {
        change("UPDATE lot l JOIN spend_points p ON p.lot_id = l.id JOIN txn t ON t.id = p.spend_id SET l." + isNow
                + " WHERE t.id = " + spend);
    }

    @Test
    void an_order_that_was_given_back_otherwise_than_its_refunds_say_is_named() {
        var spend = spent();
        counter.booked(counter.refund(card, spend, 600L, Counter.Key.fresh()));
        assertThat(found()).isEmpty();
        change("UPDATE refund SET principal_fen = principal_fen - 1 WHERE spend_id = " + spend);
        assertThat(found()).containsExactly("REFUNDED_OF_REFUNDS " + spend);
    }

    @Test
    void a_linked_card_with_money_of_its_own_is_named() {
        var other = cards.getLast();
        var linked = counter.owner()
                .post("/admin/cards/" + other + "/link", Map.of("toCardId", Long.toString(card), "limits", Map.of()));
        assertThat(linked.status()).as(linked.body()).isEqualTo(200);
        assertThat(found()).isEmpty();
        change("UPDATE holder SET points = 1 WHERE id = (SELECT own_holder_id FROM card_link WHERE id = " + other
                + ")");
        assertThat(found()).contains("LINKED_CARD_EMPTY " + other);
    }

    @Test
    void a_gift_without_its_txn_and_such_a_txn_without_its_gift_are_named() {
        var topUp = rows.number("SELECT id FROM txn WHERE holder_id = " + holder);
        change(
                "INSERT INTO welcome_gift (id, merchant_id, template_id, member_id, card_id, phone_hash, bonus_fen, status,"
                        + " txn_id, created_at, credited_at) SELECT id, merchant_id, template_id, member_id, id,"
                        + " UNHEX(SHA2(id, 256)), 500, 'CREDITED', " + topUp
                        + ", created_at, created_at FROM member_card"
                        + " WHERE id = " + card);
        assertThat(found()).containsExactly("GIFT_OF_TXN " + card);
        change("UPDATE txn SET biz_type = 'GIFT' WHERE id = " + topUp);
        assertThat(found()).isEmpty();
        change("DELETE FROM welcome_gift WHERE id = " + card);
        assertThat(found()).containsExactly("GIFT_OF_TXN " + topUp);
    }
}
