package io.kabao.level;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.Command;
import java.time.Instant;

/**
 * A level that is sold at a counter, for the term that the merchant sells it for.
 *
 * @param means by which it is paid
 */
public record Membership(Booking booking, long levelId, String means) implements Command<Membership.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "MEMBERSHIP";

    /**
     * One that was sold.
     *
     * @param until the end of its term; what was left of one before is part of it
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long cardId,
            @JsonId long levelId,
            long priceFen,
            Instant until) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public BusinessError numberUsed(long txnId) {
        return new BusinessError(BooksError.NUMBER_USED).with("id", Long.toString(txnId));
    }
}
