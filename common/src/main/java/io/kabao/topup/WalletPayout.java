package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import org.jspecify.annotations.Nullable;

/**
 * Money of a commission wallet that a member is paid at the counter.
 *
 * @param agreement where a second person had to agree
 */
public record WalletPayout(
        Booking booking, Money money, @Nullable Agreement agreement) implements Command<WalletPayout.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "COMMISSION_PAYOUT";

    /**
     * What is paid.
     *
     * @param fen out of the wallet
     * @param taxFen of it that the merchant keeps for the tax office
     * @param means by which the rest is paid
     */
    public record Money(long fen, long taxFen, String means) {}

    /**
     * A payout that is in the books.
     *
     * @param fen out of the wallet
     * @param taxFen of it that the merchant keeps for the tax office
     * @param paidFen that the member got
     * @param availableFen left in the wallet
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long cardId,
            long fen,
            long taxFen,
            long paidFen,
            String means,
            long availableFen) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public String toString() {
        return "WalletPayout";
    }
}
