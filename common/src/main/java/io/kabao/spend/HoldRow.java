package io.kabao.spend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that was set aside, as it stands: amounts in fen.
 *
 * @param levelId of the card when it was set aside; null: none
 * @param discountBp that this level takes off the order, in basis points
 * @param discountFen that it took off what was asked for
 * @param capturedFen what its order cost
 * @param endedAt null: still held
 */
public record HoldRow(
        long id,
        long merchantId,
        long holderId,
        long cardId,
        long memberId,
        String orderNo,
        Spend.Channel channel,
        long principalFen,
        long bonusFen,
        @Nullable Long levelId,
        int discountBp,
        long discountFen,
        Hold.Status status,
        long capturedFen,
        @Nullable Long storeId,
        @Nullable Long staffId,
        Instant expiresAt,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** The most that the order may come to before its discount, in fen. */
    public long listFen() {
        return amountFen() + discountFen;
    }

    /** What was set aside, in fen. */
    public long amountFen() {
        return principalFen + bonusFen;
    }
}
