package io.kabao.report;

import org.jspecify.annotations.Nullable;

/**
 * A txn as it is counted: what its entries come to.
 *
 * @param cashFen what the merchant's own hands gained
 */
record Movement(
        long id,
        long merchantId,
        long holderId,
        @Nullable Long storeId,
        String bizType,
        long principalFen,
        long bonusFen,
        long heldFen,
        long points,
        long cashFen) {

    /**
     * Money of a lot that an order was paid with, or that went back to it.
     *
     * @param txnId of the spend, or of the refund
     * @param soldStoreId of the txn that the lot came from
     * @param usedStoreId of the spend
     */
    record Used(
            long txnId,
            long merchantId,
            @Nullable Long soldStoreId,
            @Nullable Long usedStoreId,
            long principalFen,
            long bonusFen) {}
}
