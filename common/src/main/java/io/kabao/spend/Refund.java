package io.kabao.spend;

import io.kabao.access.Agreement;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order, or part of it, given back.
 *
 * @param spendId of the order
 * @param amountFen how much; null: all that is left, or what the lines come to
 * @param lines what is given back; empty: an amount
 * @param lots that the order was paid from, in money and points, and the one that what it earned came in as
 * @param allowed how much may be paid out, and who agreed to it
 */
public record Refund(
        Booking booking, long spendId, @Nullable Long amountFen, List<Line> lines, List<Long> lots, Allowed allowed)
        implements Command<Refund.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "REFUND";

    /** Takes copies of the lists. */
    public Refund {
        lines = List.copyOf(lines);
        lots = List.copyOf(lots);
    }

    /**
     * How much a refund may pay out.
     *
     * @param paidOutFen of the order by other means, this refund and those before it together, so that a large sum is not
     *     paid out in small ones
     * @param agreement where a second person had to agree
     */
    public record Allowed(long paidOutFen, @Nullable Agreement agreement) {

        /** All goes back to where it was taken from, nothing is paid out. */
        public static final Allowed NOTHING_OUT = new Allowed(0, null);

        /** Whatever it comes to. */
        public static final Allowed ANYTHING = new Allowed(Long.MAX_VALUE, null);
    }

    /**
     * Part of a line of the order.
     *
     * @param lineNo of the order's lines, from 1
     * @param amountFen how much of it; null: all that is left of it
     */
    public record Line(int lineNo, @Nullable Long amountFen) {}

    /**
     * A refund that is in the books.
     *
     * @param otherFen to be paid back by the other means
     * @param pointsFen that points had paid
     * @param pointsBack that went back for it
     * @param pointsTakenBack of what the order had earned; those that are gone are owed from here on
     * @param refundableFen what is left of the order
     * @param balanceFen principal and bonus after it
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long spendId,
            long principalFen,
            long bonusFen,
            long otherFen,
            long pointsFen,
            long pointsBack,
            long pointsTakenBack,
            long refundableFen,
            long balanceFen) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public List<Long> lots() {
        return lots;
    }

    @Override
    public @Nullable Agreement agreement() {
        return allowed.agreement();
    }

    @Override
    public String toString() {
        return "Refund";
    }
}
