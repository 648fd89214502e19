package io.kabao.report;

import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A txn as it is kept of a member. Amounts are fen, above zero where a balance gained.
 *
 * @param type as in {@code SPEND}; others than those known today may come
 * @param amountFen principal and bonus together
 * @param paidFen money that came in by other means; below zero: went out
 * @param reversesId the txn that it undoes, wholly or in part
 * @param lots which top-ups the money came from or went back to
 * @param ruleId that a top-up was made by
 * @param order what was bought, where it paid for that
 * @param hold what became of the money that it set aside
 */
public record OwnMovement(
        @JsonId long id,
        String type,
        String title,
        Instant at,
        long amountFen,
        long principalFen,
        long bonusFen,
        long heldFen,
        long points,
        long paidFen,
        long balanceAfterFen,
        long pointsAfter,
        String bizNo,
        @Nullable String orderNo,
        @JsonId @Nullable Long reversesId,
        @JsonId @Nullable Long cardId,
        @Nullable String storeName,
        @Nullable String staffName,
        @Nullable String reason,
        List<Txn.OfLot> lots,
        List<Txn.Paid> means,
        @JsonId @Nullable Long ruleId,
        @Nullable Order order,
        @Nullable Hold hold) {

    /**
     * An order.
     *
     * @param channel ONLINE or OFFLINE
     * @param listFen what it cost before any discount
     * @param otherFen paid by other means
     * @param pointsFen paid with points
     * @param refundedFen given back so far, by whichever means
     * @param pointsReasons JSON: what each rule gave
     */
    public record Order(
            @JsonId long id,
            String channel,
            long listFen,
            long discountFen,
            long otherFen,
            long pointsFen,
            long pointsUsed,
            long refundedFen,
            long pointsEarned,
            @Nullable String pointsReasons,
            List<Line> lines) {}

    /** One thing that was bought. */
    public record Line(
            @JsonId long spendId,
            String name,
            @Nullable String sku,
            @Nullable String category,
            long unitPriceFen,
            int quantity,
            long paidFen,
            long refundedFen,
            long points) {}

    /**
     * Money that was set aside.
     *
     * @param status HELD, CAPTURED, RELEASED or EXPIRED
     */
    public record Hold(
            @JsonId long id,
            String channel,
            String status,
            long capturedFen,
            Instant expiresAt,
            @Nullable Instant endedAt) {}

    static OwnMovement of(Txn txn, @Nullable Long ruleId, @Nullable Order order, @Nullable Hold hold) {
        var reverses = txn.reverses();
        var place = txn.place();
        return new OwnMovement(
                txn.id(),
                txn.type(),
                txn.title(),
                txn.at(),
                txn.amountFen(),
                txn.principalFen(),
                txn.bonusFen(),
                txn.heldFen(),
                txn.points(),
                txn.paidFen(),
                txn.balanceAfterFen(),
                txn.pointsAfter(),
                txn.bizNo(),
                txn.orderNo(),
                reverses == null ? null : reverses.id(),
                place.cardId(),
                place.storeName(),
                place.staffName(),
                txn.by().reason(),
                txn.lots(),
                txn.means(),
                ruleId,
                order,
                hold);
    }
}
