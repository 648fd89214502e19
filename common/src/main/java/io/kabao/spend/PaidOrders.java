package io.kabao.spend;

import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How orders are read with all that their refunds ask about. */
final class PaidOrders {

    private PaidOrders() {}

    /** Those of these orders that there are, by their ids. */
    static Map<Long, PaidOrder> of(Reads reads, Collection<Long> ids) {
        var orders = new HashMap<Long, PaidOrder>();
        reads.in(PaidOrder.SELECT, ids, PaidOrder::new).forEach(order -> orders.put(order.id(), order));
        var keys = orders.values().stream()
                .map(order -> new Object[] {order.merchantId(), order.id()})
                .toList();
        var ofSpend = List.of("merchant_id", "spend_id");
        reads.by(PaidOrder.SELECT_PARTS + "ORDER BY id", ofSpend, keys, row -> {
            Objects.requireNonNull(orders.get(row.number("spend_id"))).have(new PaidOrder.UsedPart(row));
            return row;
        });
        reads.by(PaidOrder.SELECT_LINES + "ORDER BY line_no", ofSpend, keys, row -> {
            Objects.requireNonNull(orders.get(row.number("spend_id"))).have(new PaidOrder.SoldLine(row));
            return row;
        });
        reads.by(PaidOrder.SELECT_MOVES + "ORDER BY id", List.of("merchant_id", "txn_id"), keys, row -> {
            var paid = new Spend.Paid(row.text("means"), row.number("amount_fen"));
            Objects.requireNonNull(orders.get(row.number("txn_id"))).have(paid);
            return row;
        });
        readPoints(reads, orders);
        return orders;
    }

    /** Few orders are paid with points; of the others nothing is read. */
    private static void readPoints(Reads reads, Map<Long, PaidOrder> orders) {
        var keys = orders.values().stream()
                .filter(order -> order.points().fen() > 0)
                .map(order -> new Object[] {order.merchantId(), order.id()})
                .toList();
        reads.by(PointsOfOrder.SELECT_PARTS + "ORDER BY id", List.of("merchant_id", "spend_id"), keys, row -> {
            var part = new Purse.PointsPart(row.number("lot_id"), row.number("points"));
            Objects.requireNonNull(orders.get(row.number("spend_id"))).points().have(part);
            return row;
        });
    }
}
