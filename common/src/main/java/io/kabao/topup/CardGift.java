package io.kabao.topup;

/**
 * A card that a top-up owes.
 *
 * @param id of the top-up
 * @param cardId that was topped up
 */
record CardGift(long id, long merchantId, long templateId, long cardId) {

    /** What its row says until it is given. */
    static final String OWED = "OWED";
}
