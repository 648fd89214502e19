package io.kabao.referral;

import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;

/**
 * Money out of a commission wallet becomes balance or points of a card on the same holder.
 *
 * @param fen out of the wallet
 */
public record WalletExchange(Booking booking, Into into, long fen) implements Command<WalletExchange.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "COMMISSION_EXCHANGE";

    /** What it becomes. */
    public enum Into {
        BALANCE,
        POINTS
    }

    /**
     * An exchange that is in the books.
     *
     * @param fen out of the wallet
     * @param bonusFen that it became
     * @param points that it became
     * @param availableFen left in the wallet
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long cardId,
            long fen,
            long bonusFen,
            long points,
            long availableFen) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }
}
