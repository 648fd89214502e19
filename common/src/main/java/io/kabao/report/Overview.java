package io.kabao.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came in and went out of stored value: amounts in fen, people as holders of a balance, so that those who share one
 * count as one.
 *
 * @param today the merchant's business day
 * @param countedUntil what was booked later is not in it
 * @param balance what members have now; null for a part of the merchant, since a balance lies at no store
 */
public record Overview(
        LocalDate from,
        LocalDate to,
        LocalDate today,
        Instant countedUntil,
        @Nullable Balance balance,
        Part ofToday,
        Part ofPeriod,
        Part cumulative) {

    /**
     * What members have.
     *
     * @param balanceFen principal and bonus
     * @param remainingFen with what is held: all that the merchant still owes them
     */
    public record Balance(
            long principalFen, long bonusFen, long heldFen, long balanceFen, long remainingFen, long points) {}

    /**
     * One stretch of time.
     *
     * @param flows each type of txn as it moved the balances, those above included
     */
    public record Part(ToppedUp topUp, Spent spend, GivenBack refund, List<Flow> flows) {}

    /**
     * Money paid in.
     *
     * @param amountFen paid
     * @param bonusFen given on top
     * @param people null where several stores are looked at together: who came to two of them is not told apart
     */
    public record ToppedUp(
            long amountFen,
            long bonusFen,
            long times,
            @Nullable Long people) {}

    /**
     * Orders, also those that were paid from money set aside.
     *
     * @param amountFen by stored value and by other means
     * @param heldFen out of what was set aside
     * @param otherFen by other means
     */
    public record Spent(
            long amountFen,
            long principalFen,
            long bonusFen,
            long heldFen,
            long otherFen,
            long times,
            @Nullable Long people) {}

    /** Orders given back; {@code otherFen} by other means. */
    public record GivenBack(
            long amountFen,
            long principalFen,
            long bonusFen,
            long otherFen,
            long times,
            @Nullable Long people) {}

    /**
     * Txns of a type.
     *
     * @param principalFen above zero: balances gained
     * @param paidFen money that came in by any other means; below zero: went out
     */
    public record Flow(
            String type,
            String title,
            long times,
            @Nullable Long people,
            long principalFen,
            long bonusFen,
            long heldFen,
            long points,
            long paidFen) {}
}
