package io.kabao.topup;

import io.kabao.ledger.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A top-up as it stands: amounts in fen.
 *
 * @param principalFen paid
 * @param bonusFen given on top
 * @param points given on top
 * @param refundedPrincipalFen paid back
 * @param refundedBonusFen taken back
 * @param refundedPoints taken back
 */
public record TopUpRow(
        long id,
        long merchantId,
        long holderId,
        long cardId,
        long memberId,
        long lotId,
        @Nullable Long ruleId,
        long principalFen,
        long bonusFen,
        long points,
        @Nullable Long pointsLotId,
        long refundedPrincipalFen,
        long refundedBonusFen,
        long refundedPoints,
        String means,
        @Nullable Long storeId,
        @Nullable Long staffId,
        @Nullable String note,
        Instant createdAt) {

    static final String SELECT = """
            SELECT id, merchant_id, holder_id, card_id, member_id, lot_id, rule_id, principal_fen, bonus_fen, points, points_lot_id,
                   refunded_principal_fen, refunded_bonus_fen, refunded_points, means, store_id, staff_id, note, created_at
            FROM topup
            WHERE id IN (:keys)
            """;

    static TopUpRow of(Row row) {
        return new TopUpRow(
                row.number("id"),
                row.number("merchant_id"),
                row.number("holder_id"),
                row.number("card_id"),
                row.number("member_id"),
                row.number("lot_id"),
                row.numberOrNull("rule_id"),
                row.number("principal_fen"),
                row.number("bonus_fen"),
                row.number("points"),
                row.numberOrNull("points_lot_id"),
                row.number("refunded_principal_fen"),
                row.number("refunded_bonus_fen"),
                row.number("refunded_points"),
                row.text("means"),
                row.numberOrNull("store_id"),
                row.numberOrNull("staff_id"),
                row.textOrNull("note"),
                row.time("created_at"));
    }

    TopUpRow less(PaidBack back) {
        return new TopUpRow(
                id,
                merchantId,
                holderId,
                cardId,
                memberId,
                lotId,
                ruleId,
                principalFen,
                bonusFen,
                points,
                pointsLotId,
                refundedPrincipalFen + back.paidFen(),
                refundedBonusFen + back.bonusFen(),
                refundedPoints + back.points(),
                means,
                storeId,
                staffId,
                note,
                createdAt);
    }

    /** The lots that came in by it. */
    List<Long> lots() {
        return Stream.of(Long.valueOf(lotId), pointsLotId)
                .filter(Objects::nonNull)
                .toList();
    }
}
