package io.kabao.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A txn with the names of whoever and whatever it points at, as far as they are still there. */
record TxnRow(
        long id,
        long holderId,
        @Nullable Long cardId,
        @Nullable String cardNumber,
        @Nullable Long memberId,
        String bizType,
        String bizNo,
        @Nullable String orderNo,
        @Nullable Long reversesId,
        @Nullable String reversesType,
        String realm,
        @Nullable Long actorId,
        @Nullable Long approverId,
        @Nullable Long storeId,
        @Nullable String storeName,
        @Nullable Long staffId,
        @Nullable String staffName,
        @Nullable String reason,
        long principalAfterFen,
        long bonusAfterFen,
        long pointsAfter,
        Instant createdAt) {

    /**
     * One of its entries.
     *
     * @param lotTxnId the txn that the lot came from
     * @param lotCreatedAt when
     */
    record Leg(
            long txnId,
            String account,
            @Nullable Long lotId,
            long amount,
            @Nullable Long lotTxnId,
            @Nullable Instant lotCreatedAt) {}

    /** Money that moved over the counter with it. */
    record Move(long txnId, String means, long amountFen) {}
}
