package io.kabao.spend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
        Instant createdAt) {

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
            long refundedFen) {}

    /** What can still be given back, in fen. */
    public long refundableFen() {
        return principalFen + bonusFen + otherFen - refundedPrincipalFen - refundedBonusFen - refundedOtherFen;
    }
}
