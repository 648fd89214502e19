package io.kabao.gift;

import java.time.Instant;

/**
 * A gift as it is owed.
 *
 * @param templateId of whose gifts a phone has one
 * @param cardId that it is credited to
 * @param phoneHash made of the hash of the verified phone
 * @param bonusFen in fen, above zero
 */
record OwedGift(
        long id,
        long merchantId,
        long templateId,
        long memberId,
        long cardId,
        byte[] phoneHash,
        long bonusFen,
        Instant createdAt) {

    @Override
    public String toString() {
        return "OwedGift[" + id + "]";
    }
}
