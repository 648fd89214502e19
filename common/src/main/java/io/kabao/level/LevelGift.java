package io.kabao.level;

import io.kabao.gift.GiftStatus;
import io.kabao.gift.WelcomeGift;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import org.jspecify.annotations.Nullable;

/**
 * What is given for a level that a card has reached, to be credited, or it comes to nothing. Its number in the books is its own
 * id, so that it is credited once however often it is asked for.
 *
 * @param giftId that is owed
 */
record LevelGift(Booking booking, long giftId) implements Command<LevelGift.Done> {

    /** Type of business, as in the books. */
    static final String TYPE = "LEVEL_GIFT";

    /**
     * What became of it.
     *
     * @param bonusFen credited, in fen
     * @param points credited
     * @param reason why it comes to nothing; null for one that was credited
     */
    record Done(
            @JsonId long id,
            @JsonId long cardId,
            GiftStatus status,
            long bonusFen,
            long points,
            WelcomeGift.@Nullable Reason reason) {}

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
        return "LevelGift[" + giftId + "]";
    }
}
