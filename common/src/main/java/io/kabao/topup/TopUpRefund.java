package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A top-up paid back.
 *
 * @param means by which it is paid back
 * @param lots that came in by the top-up
 * @param atMostFen what may be paid without anybody looking at it once more, in fen
 * @param agreement where a second person had to agree
 */
public record TopUpRefund(
        Booking booking,
        long topUpId,
        PaidBack.Cause cause,
        String means,
        List<Long> lots,
        long atMostFen,
        @Nullable Agreement agreement)
        implements Command<TopUpRefund.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "TOPUP_REFUND";

    /** Takes a copy of the list. */
    public TopUpRefund {
        lots = List.copyOf(lots);
    }

    /**
     * A refund that is in the books.
     *
     * @param paidFen paid to the member
     * @param principalFen taken back
     * @param bonusFen taken back
     * @param points taken back
     * @param pointsOwed of these, become a debt
     * @param balanceFen principal and bonus after it
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long topUpId,
            PaidBack.Cause cause,
            long paidFen,
            long principalFen,
            long bonusFen,
            long points,
            long pointsOwed,
            String means,
            long balanceFen) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public boolean comesFirst() {
        return true;
    }

    @Override
    public String toString() {
        return "TopUpRefund";
    }
}
