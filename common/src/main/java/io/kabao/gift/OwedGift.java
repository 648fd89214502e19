package io.kabao.gift;

import java.time.Instant;

/**
 * A gift as it is owed.
 *
 * @param templateId of whose gifts a phone has one
 * @param cardId that it is credited to
 * @param phoneHash made of the hash of the verified phone
 * @param kind what it is given for
 * @param bonusFen in fen
 * @param points with which it is above zero together
 */
record OwedGift(
        long id,
        long merchantId,
        long templateId,
        GiftKind kind,
        long memberId,
        long cardId,
        byte[] phoneHash,
        long bonusFen,
        long points,
        Instant createdAt) {

    @Override
    public String toString() {
        return "OwedGift[" + id + "]";
    }
}
