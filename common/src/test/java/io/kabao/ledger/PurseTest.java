package io.kabao.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Points that come in and are taken back. */
class PurseTest {

    private static final Instant NOW = Instant.parse("2026-11-01T04:00:00Z");
    private static final long LOT = 7;

    private static Purse purse(long points, long debt) {
        var lot = Lot.ofPoints(1, new Purse.Earned(LOT, points, null), 2, NOW);
        return new Purse(
                1,
                Map.of(Account.POINTS, points, Account.POINTS_DEBT, debt),
                points == 0 ? Map.of() : Map.of(LOT, lot),
                EarnedOn.NEVER);
    }

    private static List<String> legs(Purse purse) {
        purse.requireBalanced();
        return purse.legs().stream()
                .map(leg -> leg.account() + " " + leg.amount())
                .toList();
    }

    @Test
    void points_that_are_still_there_are_taken_back() {
        var purse = purse(50, 0);
        assertThat(purse.takeBack(LOT, 50, NOW)).isZero();
        assertThat(legs(purse)).containsExactly("POINTS -50", "POINTS_ISSUED 50");
        assertThat(purse.balance(Account.POINTS)).isZero();
    }

    @Test
    void points_that_are_gone_become_a_debt() {
        var purse = purse(20, 0);
        assertThat(purse.takeBack(LOT, 50, NOW)).isEqualTo(30);
        assertThat(legs(purse)).containsExactly("POINTS -20", "POINTS_DEBT -30", "POINTS_ISSUED 50");
        assertThat(purse.balance(Account.POINTS)).isZero();
        assertThat(purse.balance(Account.POINTS_DEBT)).isEqualTo(30);
    }

    @Test
    void points_that_never_came_in_as_a_lot_become_a_debt_whole() {
        var purse = purse(0, 0);
        assertThat(purse.takeBack(null, 5, NOW)).isEqualTo(5);
        assertThat(legs(purse)).containsExactly("POINTS_DEBT -5", "POINTS_ISSUED 5");
    }

    @Test
    void what_is_earned_later_pays_the_debt_first() {
        var purse = purse(0, 30);
        assertThat(purse.earn(new Purse.Earned(LOT, 40, null), 2, NOW)).isEqualTo(LOT);
        assertThat(legs(purse)).containsExactly("POINTS_DEBT 30", "POINTS 10", "POINTS_ISSUED -40");
        assertThat(purse.balance(Account.POINTS_DEBT)).isZero();
        assertThat(purse.balance(Account.POINTS)).isEqualTo(10);
    }

    @Test
    void a_debt_may_take_all_that_is_earned() {
        var purse = purse(0, 30);
        assertThat(purse.earn(new Purse.Earned(LOT, 10, null), 2, NOW)).isNull();
        assertThat(legs(purse)).containsExactly("POINTS_DEBT 10", "POINTS_ISSUED -10");
        assertThat(purse.balance(Account.POINTS_DEBT)).isEqualTo(20);
    }

    @Test
    void no_points_leave_no_trace() {
        var purse = purse(0, 0);
        assertThat(purse.earn(new Purse.Earned(LOT, 0, null), 2, NOW)).isNull();
        assertThat(purse.takeBack(null, 0, NOW)).isZero();
        assertThat(legs(purse)).isEmpty();
    }
}
