package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.kernel.Actor;
import io.kabao.points.EarnRule;
import io.kabao.points.ExpiringPoints;
import io.kabao.points.PointsSettings;
import io.kabao.points.Rulebook;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Points end when their time is over: once, whoever takes them away. */
class PointsExpiryTest {

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final ExpiringPoints points = house.adminBean(ExpiringPoints.class);
    private long card;

    @BeforeEach
    void pointsLastAMonth() {
        card = counter.card();
        counter.booked(counter.topUp(card, 100_000, 0, Counter.Key.fresh()));
        var actor = Actor.system(counter.merchantId());
        var rulebook = house.adminBean(Rulebook.class);
        var any = new EarnRule.Terms(Set.of(), null, Set.of(), Set.of());
        var reward = new EarnRule.Reward(1, 100, null);
        rulebook.add(actor, new EarnRule.Draft("一元一分", 0, false, reward, any, null, null, true));
        var month = new PointsSettings.Expiry(PointsSettings.Expiry.Kind.MONTHS, 1);
        rulebook.change(actor, 0, _ -> new PointsSettings(month, null, null, null, null, null));
    }

    @AfterEach
    void booksAreRight() {
        counter.assertBooksAreRight();
    }

    private long spend(String order, long fen) {
        return counter.booked(counter.spend(card, order + "-" + card, fen, Counter.Key.fresh()))
                .id();
    }

    private String pointsAndDebt() {
        return counter.rows()
                .column("SELECT CONCAT(h.points, ' ', h.points_debt) FROM holder h"
                        + " JOIN member_card c ON c.holder_id = h.id WHERE c.id = " + card)
                .getFirst();
    }

    @Test
    void they_stay_until_their_day_is_over_and_are_gone_then() {
        spend("A", 3_000);
        counter.pass(Duration.ofDays(20));
        spend("B", 2_000);
        counter.pass(Duration.ofDays(7));
        points.end();
        assertThat(pointsAndDebt()).isEqualTo("50 0");
        counter.pass(Duration.ofDays(6));
        points.end();
        assertThat(pointsAndDebt()).isEqualTo("20 0");
        points.end();
        assertThat(pointsAndDebt()).isEqualTo("20 0");
        assertThat(counter.rows()
                        .column("SELECT t.biz_type FROM txn t JOIN member_card c ON c.holder_id = t.holder_id"
                                + " WHERE t.biz_type = 'POINTS_EXPIRY' AND c.id = " + card))
                .hasSize(1);
    }

    @Test
    void taken_away_by_many_at_once_they_end_once() {
        for (var order = 0; order < 5; order++) {
            spend("O" + order, 1_000);
        }
        counter.pass(Duration.ofDays(40));
        Counter.atOnce(200, _ -> points.end());
        assertThat(pointsAndDebt()).isEqualTo("0 0");
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM txn t JOIN member_card c ON c.holder_id = t.holder_id"
                                + " WHERE t.biz_type = 'POINTS_EXPIRY' AND c.id = " + card))
                .isOne();
    }

    @Test
    void what_an_order_earned_and_has_ended_unused_nobody_gives_back_once_the_order_is() {
        var order = spend("A", 3_000);
        counter.pass(Duration.ofDays(40));
        points.end();
        spend("B", 600);
        counter.booked(counter.refund(card, order, 1_000L, Counter.Key.fresh()));
        assertThat(pointsAndDebt()).isEqualTo("6 0");
        counter.booked(counter.refund(card, order, null, Counter.Key.fresh()));
        assertThat(pointsAndDebt()).isEqualTo("6 0");
    }

    @Test
    void many_holders_end_in_their_turn() {
        var cards = counter.cards(230);
        Counter.atOnce(230, no -> {
            counter.booked(counter.topUp(cards.get(no), 1_000, 0, Counter.Key.fresh()));
            return counter.booked(counter.spend(cards.get(no), "M-" + cards.get(no), 1_000, Counter.Key.fresh()));
        });
        counter.pass(Duration.ofDays(40));
        // Whom the books had no time for is left for the next look.
        points.end();
        points.end();
        assertThat(counter.rows().number("SELECT SUM(points) FROM holder WHERE merchant_id = " + counter.merchantId()))
                .isZero();
        assertThat(counter.rows()
                        .number("SELECT -SUM(e.amount) FROM entry e JOIN txn t ON t.id = e.txn_id"
                                + " WHERE e.account = 'POINTS' AND t.biz_type = 'POINTS_EXPIRY' AND t.merchant_id = "
                                + counter.merchantId()))
                .isEqualTo(2_300);
    }
}
