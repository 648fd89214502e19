package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Till;
import io.kabao.ledger.Writes;
import io.kabao.referral.CommissionFacts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** How orders are given back. */
@Component
class RefundKind implements CommandKind<Refund, Refund.Done> {

    private static final String THING = "REFUND";
    private static final String ACTION = "REFUNDED";

    private static final Writes.Table TABLE = Writes.Table.added(
            "refund",
            "id",
            "merchant_id",
            "spend_id",
            "holder_id",
            "principal_fen",
            "bonus_fen",
            "other_fen",
            "reason",
            "store_id",
            "staff_id",
            "created_at",
            "points_taken_back",
            "points_fen",
            "points_back");

    private static final String CHANGE_SPEND = """
            UPDATE spend
            SET refunded_principal_fen = ?, refunded_bonus_fen = ?, refunded_other_fen = ?, points_taken_back = ?,
                refunded_points = ?, refunded_points_fen = ?
            WHERE merchant_id = ? AND id = ?
            """;
    private static final String CHANGE_PART = """
            UPDATE spend_part
            SET refunded_principal_fen = ?, refunded_bonus_fen = ?
            WHERE merchant_id = ? AND id = ?
            """;
    private static final String CHANGE_LINE = """
            UPDATE spend_line
            SET refunded_fen = ?
            WHERE merchant_id = ? AND id = ?
            """;

    private final Ids ids;
    private final CommissionFacts commissions;

    RefundKind(Ids ids, CommissionFacts commissions) {
        this.ids = ids;
        this.commissions = commissions;
    }

    @Override
    public Class<Refund> commands() {
        return Refund.class;
    }

    @Override
    public List<Guard> guards(Reads reads, List<Refund> batch) {
        var orders = batch.stream()
                .map(refund -> new Object[] {refund.booking().actor().merchantId(), refund.spendId()})
                .toList();
        return commissions.guards(reads, orders);
    }

    @Override
    public Batch<Refund, Refund.Done> load(Reads reads, List<Refund> batch) {
        var wanted = batch.stream().map(Refund::spendId).distinct().toList();
        var orders = PaidOrders.of(reads, wanted);
        var counting = orders.values().stream()
                .filter(PaidOrder::countsForCommissions)
                .map(order -> new Object[] {order.merchantId(), order.id()})
                .toList();
        return new OfBatch(orders, new Counters(reads, batch), commissions.ofOrders(reads, counting));
    }

    private final class OfBatch implements Batch<Refund, Refund.Done> {

        private final Map<Long, PaidOrder> orders;
        private final Counters counters;
        private final CommissionFacts.OfOrders commissions;
        private final Set<PaidOrder> changed = new LinkedHashSet<>();
        private final Writes.Rows rows = new Writes.Rows(TABLE);
        private final Till till = new Till();

        OfBatch(Map<Long, PaidOrder> orders, Counters counters, CommissionFacts.OfOrders commissions) {
            this.orders = orders;
            this.counters = counters;
            this.commissions = commissions;
        }

        @Override
        public Decision<Refund.Done> decide(Refund command, Turn turn, Purse purse) {
            var booking = command.booking();
            counters.require(booking);
            var order = orders.get(command.spendId());
            if (order == null
                    || order.merchantId() != booking.actor().merchantId()
                    || order.holderId() != purse.holderId()) {
                throw new BusinessError(SpendError.SPEND_NOT_FOUND);
            }
            var fen = order.amountOf(command);
            var back = order.giveBack(command, fen);
            changed.add(order);
            back.parts().forEach(purse::giveBack);
            purse.add(Account.REVENUE, -back.principalFen() - back.otherFen());
            purse.add(Account.BONUS_COST, -back.bonusFen());
            purse.add(Account.CASH_DESK, back.otherFen());
            purse.givePointsBack(back.points());
            var points = order.takeBackPoints();
            commissions.leave(order.id(), order.commissionBaseLeft(), turn.now());
            purse.takeBack(order.pointsLotId(), points, turn.now());
            addRows(booking, order, new Back(back, points), turn);
            var done = new Refund.Done(
                    turn.txnId(),
                    turn.txnId(),
                    order.id(),
                    back.principalFen(),
                    back.bonusFen(),
                    back.otherFen(),
                    back.pointsFen(),
                    back.pointsBack(),
                    points,
                    order.refundableFen(),
                    purse.balanceFen());
            return new Decision<>(done, ACTION, THING, turn.txnId(), order.id());
        }

        /** What goes back, and the points that go with it. */
        private record Back(PaidOrder.GivenBack money, long points) {}

        private void addRows(Booking booking, PaidOrder order, Back given, Turn turn) {
            var back = given.money();
            rows.add(
                    turn.txnId(),
                    order.merchantId(),
                    order.id(),
                    order.holderId(),
                    back.principalFen(),
                    back.bonusFen(),
                    back.otherFen(),
                    booking.place().reason(),
                    booking.place().storeId(),
                    booking.place().staffId(),
                    turn.now(),
                    given.points(),
                    back.pointsFen(),
                    back.pointsBack());
            for (var paid : back.others()) {
                till.add(booking, new Till.Move(ids.next(), turn.txnId(), paid.kind(), -paid.amountFen()), turn.now());
            }
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
            till.write(writes);
            commissions.write(writes);
            for (var order : changed) {
                writes.change(
                        CHANGE_SPEND,
                        order.refundedPrincipal(),
                        order.refundedBonus(),
                        order.refundedOther(),
                        order.pointsTakenBack(),
                        order.points().back(),
                        order.points().backFen(),
                        order.merchantId(),
                        order.id());
                for (var part : order.parts()) {
                    writes.change(
                            CHANGE_PART, part.refundedPrincipal(), part.refundedBonus(), order.merchantId(), part.id());
                }
                for (var line : order.lines()) {
                    writes.change(CHANGE_LINE, line.refunded(), order.merchantId(), line.id());
                }
            }
        }
    }
}
