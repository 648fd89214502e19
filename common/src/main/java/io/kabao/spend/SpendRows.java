package io.kabao.spend;

import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Part;
import io.kabao.ledger.Writes;
import io.kabao.level.Level;
import io.kabao.referral.CommissionFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a batch's orders. */
final class SpendRows {

    private static final Writes.Table SPENDS = Writes.Table.added(
            "spend",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "order_no",
            "channel",
            "list_fen",
            "discount_fen",
            "principal_fen",
            "bonus_fen",
            "other_fen",
            "refunded_principal_fen",
            "refunded_bonus_fen",
            "refunded_other_fen",
            "store_id",
            "staff_id",
            "created_at",
            "points_earned",
            "points_lot_id",
            "points_ruleset_id",
            "points_reasons",
            "points_used",
            "points_fen",
            "commission_base");
    private static final Writes.Table LINES = Writes.Table.added(
            "spend_line",
            "id",
            "merchant_id",
            "spend_id",
            "line_no",
            "sku",
            "name",
            "category",
            "unit_price_fen",
            "quantity",
            "is_earning",
            "promotional",
            "paid_fen",
            "refunded_fen",
            "points",
            "commission_base");
    private static final Writes.Table PARTS = Writes.Table.added(
            "spend_part",
            "id",
            "merchant_id",
            "spend_id",
            "lot_id",
            "principal_fen",
            "bonus_fen",
            "refunded_principal_fen",
            "refunded_bonus_fen");

    private static final Writes.Table POINTS =
            Writes.Table.added("spend_points", "id", "merchant_id", "spend_id", "lot_id", "points");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Ids ids;
    private final Writes.Rows spends = new Writes.Rows(SPENDS);
    private final Writes.Rows lines = new Writes.Rows(LINES);
    private final Writes.Rows parts = new Writes.Rows(PARTS);
    private final Writes.Rows ofPoints = new Writes.Rows(POINTS);

    SpendRows(Ids ids) {
        this.ids = ids;
    }

    /** What was bought, the points that paid for it, those that it earned, and what of it counts for commissions. */
    record Sold(Order.Priced order, PointsPaid byPoints, OrderPoints.Earned points, CommissionFacts.Base commissions) {}

    /** Whose order it is, and where it was placed. */
    record Head(
            long merchantId,
            long holderId,
            long cardId,
            long memberId,
            Spend.Channel channel,
            Booking.Place place,
            Instant now) {

        static Head of(Spend command, CommandKind.Turn turn) {
            var card = turn.requireCard();
            return new Head(
                    card.merchantId(),
                    card.holderId(),
                    card.id(),
                    card.memberId(),
                    command.channel(),
                    command.booking().place(),
                    turn.now());
        }

        CommissionFacts.Paid paid(long orderId) {
            return new CommissionFacts.Paid(merchantId, orderId, memberId, now);
        }

        OrderPoints.Placed placed(@Nullable Level level, long pointsFen) {
            return new OrderPoints.Placed(merchantId, memberId, channel, place, level, pointsFen);
        }

        static Head of(HoldRow hold, Instant now) {
            return new Head(
                    hold.merchantId(),
                    hold.holderId(),
                    hold.cardId(),
                    hold.memberId(),
                    hold.channel(),
                    new Booking.Place(hold.storeId(), hold.staffId(), null),
                    now);
        }
    }

    void add(Head head, Spend.Done done, List<Part> taken, Sold sold) {
        var points = sold.points();
        spends.add(
                done.id(),
                head.merchantId(),
                head.holderId(),
                head.cardId(),
                head.memberId(),
                done.orderNo(),
                head.channel(),
                done.listFen(),
                done.discountFen(),
                done.principalFen(),
                done.bonusFen(),
                done.otherFen(),
                0L,
                0L,
                0L,
                head.place().storeId(),
                head.place().staffId(),
                head.now(),
                points.points(),
                points.lotId(),
                points.rulesetId(),
                points.reasons().isEmpty() ? null : JSON.writeValueAsString(points.reasons()),
                sold.byPoints().points(),
                sold.byPoints().fen(),
                sold.commissions().all());
        for (var part : sold.byPoints().parts()) {
            ofPoints.add(ids.next(), head.merchantId(), done.id(), part.lotId(), part.points());
        }
        for (var part : taken) {
            parts.add(
                    ids.next(),
                    head.merchantId(),
                    done.id(),
                    part.lotId(),
                    part.principalFen(),
                    part.bonusFen(),
                    0L,
                    0L);
        }
        for (var place = 0; place < sold.order().paid().size(); place++) {
            addLine(head, done, sold, place);
        }
    }

    private void addLine(Head head, Spend.Done done, Sold sold, int place) {
        var line = sold.order().order().lines().get(place);
        lines.add(
                ids.next(),
                head.merchantId(),
                done.id(),
                place + 1,
                line.sku(),
                line.name(),
                line.category(),
                line.unitPriceFen(),
                line.quantity(),
                line.earnsPoints(),
                line.promotional(),
                sold.order().paid().get(place),
                0L,
                sold.points().ofLines().get(place),
                sold.commissions().of(place));
    }

    void write(Writes writes) {
        writes.write(spends);
        writes.write(lines);
        writes.write(parts);
        writes.write(ofPoints);
    }
}
