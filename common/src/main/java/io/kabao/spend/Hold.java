package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import io.kabao.proof.Proven;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money to be set aside for an order that is settled later.
 *
 * @param channel where the order was placed
 * @param amountFen what the order costs before the discount of the card's level, above zero
 * @param expiresAt when it goes back by itself
 * @param proven that the member agrees to it; a one-time code that names the card does as well
 */
public record Hold(
        Booking booking,
        Spend.Channel channel,
        long amountFen,
        Instant expiresAt,
        @Nullable Proven proven) implements Command<Hold.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "HOLD";

    /** What becomes of money that was set aside. */
    public enum Status {
        HELD,
        /** The order was settled; what it did not cost went back. */
        CAPTURED,
        /** It went back. */
        RELEASED,
        /** It went back because its time was over. */
        EXPIRED
    }

    /**
     * Money that is set aside.
     *
     * @param discountFen that the card's level takes off the order: so much less is set aside than was asked for
     * @param balanceFen principal and bonus after it, without what is held
     * @param heldFen all that is held of the holder
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long cardId,
            String orderNo,
            long principalFen,
            long bonusFen,
            long discountFen,
            Instant expiresAt,
            long balanceFen,
            long heldFen) {}

    /** The same, proved. */
    Hold provenBy(Proven proof) {
        return new Hold(booking, channel, amountFen, expiresAt, proof);
    }

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public BusinessError numberUsed(long txnId) {
        return new BusinessError(SpendError.HOLD_EXISTS).with("holdId", Long.toString(txnId));
    }

    @Override
    public String toString() {
        return "Hold";
    }
}
