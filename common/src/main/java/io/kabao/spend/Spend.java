package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import io.kabao.proof.Proven;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to be paid from stored value.
 *
 * @param channel where it was placed
 * @param order what was bought
 * @param pointsToUse how many points pay for it; 0: none
 * @param means what is paid otherwise; the rest is stored value
 * @param proven that the member agrees to it; a one-time code that names the card does as well
 */
public record Spend(
        Booking booking,
        Channel channel,
        Order order,
        long pointsToUse,
        List<Paid> means,
        @Nullable Proven proven) implements Command<Spend.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "SPEND";

    /** Takes a copy of the list. */
    public Spend {
        means = List.copyOf(means);
    }

    /** An order for which the member has proved nothing. */
    public Spend(Booking booking, Channel channel, Order order, long pointsToUse, List<Paid> means) {
        this(booking, channel, order, pointsToUse, means, null);
    }

    /** An order without points, for which the member has proved nothing. */
    public Spend(Booking booking, Channel channel, Order order, List<Paid> means) {
        this(booking, channel, order, 0, means);
    }

    /** The same order with the member's proof. */
    Spend provenBy(@Nullable Proven proof) {
        return new Spend(booking, channel, order, pointsToUse, means, proof);
    }

    /** Where an order was placed. */
    public enum Channel {
        ONLINE,
        OFFLINE
    }

    /**
     * A part that is paid otherwise.
     *
     * @param kind one of the merchant's list
     * @param amountFen above zero
     */
    public record Paid(String kind, long amountFen) {}

    /**
     * An order that is in the books.
     *
     * @param listFen before any discount
     * @param otherFen paid otherwise
     * @param pointsFen paid with points
     * @param balanceFen principal and bonus after it
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long cardId,
            String orderNo,
            long listFen,
            long discountFen,
            long principalFen,
            long bonusFen,
            long otherFen,
            long pointsFen,
            long pointsUsed,
            long pointsEarned,
            long balanceFen) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public BusinessError numberUsed(long txnId) {
        return new BusinessError(SpendError.ORDER_EXISTS).with("spendId", Long.toString(txnId));
    }

    @Override
    public String toString() {
        return "Spend";
    }
}
