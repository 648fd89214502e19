package io.kabao.spend;

import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Purse;
import io.kabao.level.Level;
import io.kabao.points.Bought;
import io.kabao.points.EarnRule;
import io.kabao.points.PointsRules;
import io.kabao.points.RulesInForce;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the orders of a batch earn. */
final class OrderPoints {

    private final RulesInForce rules;
    private final Map<Long, MonthDay> birthdays;
    private final Ids ids;

    /**
     * What they earn by rules.
     *
     * @param birthdays by the members' ids, where rules ask for them
     */
    OrderPoints(RulesInForce rules, Map<Long, MonthDay> birthdays, Ids ids) {
        this.rules = rules;
        this.birthdays = birthdays;
        this.ids = ids;
    }

    /**
     * What an order earned.
     *
     * @param ofLines the lines' shares, in their order; empty of an order without lines
     * @param lotId that they came in as; null: none, or all went into a debt of points
     * @param rulesetId that they were counted by; null: none is in force
     */
    record Earned(
            long points,
            List<Long> ofLines,
            @Nullable Long lotId,
            @Nullable Long rulesetId,
            List<PointsRules.Reason> reasons) {}

    /**
     * Where and how an order was placed and paid.
     *
     * @param level of the card; null: its merchant has none
     * @param pointsFen with points
     */
    record Placed(
            long merchantId,
            long memberId,
            Spend.Channel channel,
            Booking.Place place,
            @Nullable Level level,
            long pointsFen) {

        private Bought.@Nullable Rung rung() {
            return level == null ? null : new Bought.Rung(level.id(), level.name(), level.pointsBp());
        }
    }

    /** What the rules of a merchant are. */
    RulesInForce rules() {
        return rules;
    }

    /** Takes the points that pay for an order out of the purse. Errors: as {@link PointsPaid#worth}, points that are not there. */
    PointsPaid pay(Spend order, long payableFen, CommandKind.Turn turn, Purse purse) {
        if (order.pointsToUse() == 0) {
            return PointsPaid.NOTHING;
        }
        var settings = rules.of(turn.requireCard().merchantId()).settings();
        var fen = PointsPaid.worth(order.pointsToUse(), payableFen, settings);
        return new PointsPaid(order.pointsToUse(), fen, purse.takePoints(order.pointsToUse(), turn.now()));
    }

    /** Puts what an order earns into the purse. */
    Earned earn(Order.Priced order, Placed placed, CommandKind.Turn turn, Purse purse) {
        var terms = rules.terms(placed.merchantId());
        var inForce = rules.of(placed.merchantId());
        var day = terms.dayOf(turn.now());
        var earning = inForce.earned(new Bought(
                turn.now(),
                day,
                placed.place().storeId(),
                EarnRule.Channel.valueOf(placed.channel().name()),
                order.earning(placed.pointsFen()),
                birthdays.get(placed.memberId()),
                placed.rung(),
                purse.earnedOn(day)));
        var lot = rules.lot(ids.next(), earning.points(), new RulesInForce.At(placed.merchantId(), turn.now()));
        var lotId = purse.earn(lot, turn.txnId(), turn.now());
        purse.countEarned(day, earning.points());
        return new Earned(
                earning.points(),
                ofLines(order.order(), earning.ofItems()),
                lotId,
                terms.pointsRulesetId(),
                earning.reasons());
    }

    /** Shares of all lines: those that earn none have 0. */
    private static List<Long> ofLines(Order order, List<Long> ofItems) {
        var shares = new ArrayList<Long>();
        var earning = ofItems.iterator();
        for (var line : order.lines()) {
            shares.add(line.earnsPoints() ? earning.next() : 0L);
        }
        return shares;
    }
}
