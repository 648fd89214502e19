package io.kabao.report;

import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A txn as people read it: what it moved of the member's balances, each apart, and what they were after it. Amounts are fen,
 * above zero where a balance gained.
 *
 * @param type as in {@code SPEND}; others than those known today may come
 * @param title what the type is called, in the reader's language
 * @param at when it was booked
 * @param amountFen principal and bonus together
 * @param paidFen money that came in by other means; below zero: went out
 * @param balanceAfterFen principal and bonus together, after it
 * @param orderNo of the order that it paid or gave back
 * @param reverses what it undoes, wholly or in part
 * @param lots which top-ups the money came from or went back to
 * @param means by which {@code paidFen} moved
 */
public record Txn(
        @JsonId long id,
        String type,
        String title,
        Instant at,
        long amountFen,
        long principalFen,
        long bonusFen,
        long heldFen,
        long points,
        long paidFen,
        long balanceAfterFen,
        long principalAfterFen,
        long bonusAfterFen,
        long pointsAfter,
        String bizNo,
        @Nullable String orderNo,
        @Nullable Reversed reverses,
        List<OfLot> lots,
        List<Paid> means,
        Place place,
        By by) {

    /** A txn that another undoes. */
    public record Reversed(
            @JsonId long id,
            @Nullable String type,
            @Nullable String title) {}

    /**
     * What was moved of one lot.
     *
     * @param topUpId the txn that it came from
     * @param toppedUpAt when
     */
    public record OfLot(@JsonId long topUpId, Instant toppedUpAt, long principalFen, long bonusFen, long points) {}

    /** Money over the counter; above zero: came in. */
    public record Paid(String kind, long amountFen) {}

    /**
     * Where, and with which card of which member.
     *
     * @param cardNumber masked where it is a phone
     */
    public record Place(
            @JsonId @Nullable Long storeId,
            @Nullable String storeName,
            @JsonId @Nullable Long staffId,
            @Nullable String staffName,
            @JsonId @Nullable Long cardId,
            @Nullable String cardNumber,
            @JsonId @Nullable Long memberId) {}

    /** Whose act it was, and why. */
    public record By(
            String realm,
            @JsonId @Nullable Long actorId,
            @JsonId @Nullable Long approverId,
            @Nullable String reason) {}
}
