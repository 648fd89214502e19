package io.kabao.spend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that was set aside, as it stands: amounts in fen.
 *
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
        Hold.Status status,
        long capturedFen,
        @Nullable Long storeId,
        @Nullable Long staffId,
        Instant expiresAt,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** What was set aside, in fen. */
    public long amountFen() {
        return principalFen + bonusFen;
    }
}
