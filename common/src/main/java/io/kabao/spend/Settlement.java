package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of money that was set aside: the order is settled by it, or it goes back.
 *
 * @param hold that ends
 * @param lots that it was taken from
 * @param end how
 */
public record Settlement(Booking booking, HoldRow hold, List<Long> lots, End end) implements Command<Settlement.Done> {

    /** Type of business of what goes back as a whole; a settled order is a {@link Spend#TYPE}. */
    public static final String RELEASE = "RELEASE";

    /** Takes a copy of the list. */
    public Settlement {
        lots = List.copyOf(lots);
    }

    /** How money that was set aside ends. */
    public sealed interface End {

        /** The order comes to so much before its discount, in fen; null: to all that was asked for. The rest goes back. */
        record Capture(@Nullable Long amountFen) implements End {}

        /** All of it goes back. */
        record Release() implements End {}

        /** Its time is over and all of it goes back; not before. */
        record Expiry() implements End {}
    }

    /**
     * How it ended.
     *
     * @param spendId of the order; null when all went back
     * @param discountFen that the card's level took off the order
     * @param principalFen that the order cost
     * @param bonusFen that the order cost
     * @param releasedFen that went back
     * @param balanceFen principal and bonus after it
     */
    public record Done(
            @JsonId long holdId,
            @JsonId long txnId,
            Hold.Status status,
            @JsonId @Nullable Long spendId,
            String orderNo,
            long discountFen,
            long principalFen,
            long bonusFen,
            long releasedFen,
            long balanceFen) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public BusinessError numberUsed(long txnId) {
        return end instanceof End.Capture
                ? new BusinessError(SpendError.ORDER_EXISTS).with("spendId", Long.toString(txnId))
                : new BusinessError(SpendError.HOLD_ENDED);
    }

    @Override
    public boolean isBackground() {
        return end instanceof End.Expiry;
    }

    @Override
    public String toString() {
        return "Settlement";
    }
}
