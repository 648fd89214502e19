package io.kabao.report;

import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What moved a company's balance in a month. Amounts are fen and above zero where they are called what they are; the balance is
 * what can be spent, so that it closes with {@code opening + toppedUp + givenBack + other − toppedUpRefunded − paidOut − spent −
 * setAside}.
 *
 * @param from when the month begins where the merchant is
 * @param to when it is over
 * @param toppedUpPrincipalFen money that came in
 * @param toppedUpBonusFen what was given on top
 * @param topUpsRefundedFen top-ups that were undone, with what had been given on top
 * @param paidOutFen principal that was paid out
 * @param spentFen orders, those that money had been set aside for among them
 * @param givenBackFen of orders
 * @param setAsideFen for orders and not settled by the month's end, less what was settled of earlier months
 * @param otherFen any other movement; below zero: lost
 * @param people whoever spent or was given back, by what they spent
 */
public record GroupStatement(
        @JsonId long groupId,
        String name,
        YearMonth month,
        Instant from,
        Instant to,
        long openingFen,
        long toppedUpPrincipalFen,
        long toppedUpBonusFen,
        long topUpsRefundedFen,
        long paidOutFen,
        long spentFen,
        long givenBackFen,
        long setAsideFen,
        long otherFen,
        long closingFen,
        List<Spender> people) {

    /**
     * One card's part in it.
     *
     * @param nameMasked null where none is on file
     * @param spends how many orders were paid from the balance
     */
    public record Spender(
            @JsonId long cardId,
            @Nullable String nameMasked,
            String numberMasked,
            long spends,
            long spentFen,
            long givenBackFen) {}
}
