package io.kabao.spend;

import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Part;
import io.kabao.ledger.Shares;
import io.kabao.ledger.Writes;
import java.time.Instant;
import java.util.List;

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
            "created_at");
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
            "refunded_fen");
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

    private final Ids ids;
    private final Writes.Rows spends = new Writes.Rows(SPENDS);
    private final Writes.Rows lines = new Writes.Rows(LINES);
    private final Writes.Rows parts = new Writes.Rows(PARTS);

    SpendRows(Ids ids) {
        this.ids = ids;
    }

    /** Whose order it is, and where it was placed. */
    record Head(
            long merchantId,
            long holderId,
            long cardId,
            long memberId,
            Spend.Channel channel,
            Booking.Place place,
            Instant now) {

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

    void add(Spend command, CommandKind.Turn turn, Spend.Done done, List<Part> taken) {
        var card = turn.requireCard();
        var head = new Head(
                card.merchantId(),
                card.holderId(),
                card.id(),
                card.memberId(),
                command.channel(),
                command.booking().place(),
                turn.now());
        add(head, done, taken);
        addLines(command.order(), card.merchantId(), done);
    }

    /** An order without lines. */
    void add(Head head, Spend.Done done, List<Part> taken) {
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
                head.now());
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
    }

    /** Each line bears its share of the discount; what rounding leaves falls on the last. */
    private void addLines(Order order, long merchantId, Spend.Done done) {
        var no = 0;
        var upTo = 0L;
        var shared = 0L;
        for (var line : order.lines()) {
            upTo += line.fen();
            var discount = Shares.of(done.discountFen(), upTo, done.listFen()) - shared;
            shared += discount;
            no++;
            lines.add(
                    ids.next(),
                    merchantId,
                    done.id(),
                    no,
                    line.sku(),
                    line.name(),
                    line.category(),
                    line.unitPriceFen(),
                    line.quantity(),
                    line.earnsPoints(),
                    line.promotional(),
                    line.fen() - discount,
                    0L);
        }
    }

    void write(Writes writes) {
        writes.write(spends);
        writes.write(lines);
        writes.write(parts);
    }
}
