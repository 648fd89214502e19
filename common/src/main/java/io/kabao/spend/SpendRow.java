package io.kabao.spend;

import io.kabao.points.PointsRules;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An order that was paid, as it stands: amounts in fen. */
public record SpendRow(
        long id,
        long merchantId,
        long holderId,
        long cardId,
        long memberId,
        String orderNo,
        Spend.Channel channel,
        long listFen,
        long discountFen,
        long principalFen,
        long bonusFen,
        long otherFen,
        long refundedPrincipalFen,
        long refundedBonusFen,
        long refundedOtherFen,
        @Nullable Long storeId,
        @Nullable Long staffId,
        Instant createdAt,
        long pointsEarned,
        long pointsTakenBack,
        @Nullable Long pointsRulesetId,
        @Nullable String pointsReasons,
        long pointsUsed,
        long pointsFen,
        long refundedPointsFen) {

    /** A line of it. */
    public record Line(
            int lineNo,
            @Nullable String sku,
            String name,
            @Nullable String category,
            long unitPriceFen,
            int quantity,
            boolean earnsPoints,
            boolean promotional,
            long paidFen,
            long refundedFen,
            long points) {}

    /** Why it earned what it did: what each rule gave. */
    public List<PointsRules.Reason> reasons() {
        return pointsReasons == null
                ? List.of()
                : List.of(JsonMapper.shared().readValue(pointsReasons, PointsRules.Reason[].class));
    }

    /** What can still be given back, in fen. */
    public long refundableFen() {
        return principalFen
                + bonusFen
                + otherFen
                + pointsFen
                - refundedPrincipalFen
                - refundedBonusFen
                - refundedOtherFen
                - refundedPointsFen;
    }
}
