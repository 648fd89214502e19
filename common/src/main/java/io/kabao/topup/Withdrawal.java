package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import org.jspecify.annotations.Nullable;

/**
 * Principal that a member takes out in money at the counter.
 *
 * @param amountFen paid out, in fen
 * @param means by which
 * @param agreement where a second person had to agree
 */
public record Withdrawal(
        Booking booking,
        long amountFen,
        String means,
        @Nullable Agreement agreement) implements Command<Withdrawal.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "WITHDRAWAL";

    /**
     * A cash-out that is in the books.
     *
     * @param principalFen paid out
     * @param balanceFen principal and bonus after it
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long cardId,
            long principalFen,
            String means,
            long balanceFen) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public String toString() {
        return "Withdrawal";
    }
}
