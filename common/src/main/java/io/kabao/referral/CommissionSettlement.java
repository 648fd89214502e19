package io.kabao.referral;

import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is due for an order is credited, or what was given back of it is taken: whatever is missing between the two.
 *
 * @param commissionId the fact
 * @param payeeId the member who is credited, as whom somebody goes on perhaps; null: what was credited is taken back
 * @param lotId of the points that were credited; null: none were
 */
record CommissionSettlement(
        Booking booking,
        long commissionId,
        @Nullable Long payeeId,
        @Nullable Long lotId) implements Command<CommissionSettlement.Done> {

    /** Type of business, as in the books; its number is the fact's with the count of its settlements. */
    static final String TYPE = "COMMISSION";

    /**
     * What it came to.
     *
     * @param amount in fen or points as the way has it; below 0: taken back
     */
    record Done(Way way, long amount) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public List<Long> lots() {
        return lotId == null ? List.of() : List.of(lotId);
    }

    @Override
    public boolean isBackground() {
        return true;
    }
}
