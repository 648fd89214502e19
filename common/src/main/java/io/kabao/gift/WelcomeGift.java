package io.kabao.gift;

import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import org.jspecify.annotations.Nullable;

/**
 * A gift to a new member that is to be credited, or comes to nothing. Its number in the books is its own id, so that it is credited
 * once however often it is asked for.
 *
 * @param giftId that is owed
 */
public record WelcomeGift(Booking booking, long giftId) implements Command<WelcomeGift.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "GIFT";

    /** Why a gift comes to nothing. */
    public enum Reason {
        /** The card was given back before. */
        CARD_CANCELLED,
        /** The card's time was over before. */
        CARD_EXPIRED,
        /** The card would hold more than it may. */
        LIMIT_EXCEEDED
    }

    /**
     * What became of it.
     *
     * @param bonusFen credited, in fen; 0 for one that comes to nothing
     * @param points likewise
     * @param reason why it comes to nothing; null for one that was credited
     */
    public record Done(
            @JsonId long id,
            @JsonId long cardId,
            GiftStatus status,
            long bonusFen,
            long points,
            @Nullable Reason reason) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public boolean isBackground() {
        return true;
    }

    @Override
    public String toString() {
        return "WelcomeGift[" + giftId + "]";
    }
}
