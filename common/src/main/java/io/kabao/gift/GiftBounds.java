package io.kabao.gift;

import io.kabao.card.CardStatus;
import io.kabao.ledger.Account;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Purse;
import org.jspecify.annotations.Nullable;

/** When what is given to a card comes to nothing. */
public final class GiftBounds {

    private GiftBounds() {}

    /**
     * Why it does: the card was given back or its time is over, or it would hold more than it may; null: it does not. A card that
     * is frozen is waited for: its balance may yet be spent before it is used again.
     *
     * @param bonusFen that is given, in fen
     * @param limitFen that a card may hold, in fen
     */
    public static WelcomeGift.@Nullable Reason whyVoid(
            CommandKind.Turn turn, Purse purse, long bonusFen, long limitFen) {
        var card = turn.requireCard();
        if (card.status() == CardStatus.CANCELLED || card.status() == CardStatus.MERGED) {
            return WelcomeGift.Reason.CARD_CANCELLED;
        }
        if (card.expiresAt() != null && !card.expiresAt().isAfter(turn.now())) {
            return WelcomeGift.Reason.CARD_EXPIRED;
        }
        var isFull = bonusFen > 0 && purse.balanceFen() + purse.balance(Account.HOLD) + bonusFen > limitFen;
        var isInUse = card.status() == CardStatus.ACTIVE || card.status() == CardStatus.OFFLINE;
        return isFull && isInUse ? WelcomeGift.Reason.LIMIT_EXCEEDED : null;
    }
}
