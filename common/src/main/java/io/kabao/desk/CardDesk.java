package io.kabao.desk;

import io.kabao.card.CardError;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.card.TemplateSettings;
import io.kabao.gift.WelcomeGifts;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.level.CardLevels;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What staff do with cards, and what a member can do alone when the card is in wrong hands. */
@Service
public class CardDesk {

    /** Why a card is frozen that its member froze. */
    public static final String NOT_ME = "NOT_ME";

    private final Books books;
    private final MemberCards cards;
    private final CardTemplates templates;
    private final WelcomeGifts gifts;
    private final CardLevels levels;
    private final Ids ids;

    CardDesk(Books books, MemberCards cards, CardTemplates templates, WelcomeGifts gifts, CardLevels levels, Ids ids) {
        this.books = books;
        this.cards = cards;
        this.templates = templates;
        this.gifts = gifts;
        this.levels = levels;
        this.ids = ids;
    }

    /** Lets nothing move on a card. Errors: {@link BooksError#CARD_FROZEN}, {@link BooksError#CARD_NOT_ACTIVE}. */
    public CardOrder.Done freeze(Actor actor, long cardId, String reason) {
        var _ = require(actor, cardId);
        return order(actor, cardId, new CardDeed.Freeze(reason), reason);
    }

    /** The member's own card is frozen at once; one that is frozen stays so. Whose card it is has been checked. */
    public void freezeOwn(Actor member, long cardId) {
        try {
            var _ = order(member, cardId, new CardDeed.Freeze(NOT_ME), NOT_ME);
        } catch (BusinessError refusal) {
            if (refusal.code() != BooksError.CARD_FROZEN) {
                throw refusal;
            }
        }
    }

    /** Lets a frozen card be used again, and a gift come that waited for it. Errors: {@link DeskError#CARD_NOT_FROZEN}. */
    public CardOrder.Done unfreeze(Actor actor, long cardId, String reason) {
        var card = require(actor, cardId);
        var done = order(actor, cardId, new CardDeed.Unfreeze(), reason);
        giftsAreDue(card);
        return done;
    }

    /**
     * Gives a card another number, and whatever is on it stays; a frozen one can be used again, and a gift comes that waited for
     * it. Errors: {@link DeskError#CARD_NUMBER_TAKEN}, {@link BooksError#CARD_NOT_ACTIVE}.
     *
     * @param number of a card printed before; null: the next of the template's sequence
     */
    public CardOrder.Done reissue(Actor actor, long cardId, @Nullable String number, String reason) {
        var card = require(actor, cardId);
        var next = number != null
                ? number
                : cards.nextNumber(templates.require(card.merchantId(), card.templateId()), null);
        var done = order(actor, cardId, new CardDeed.Reissue(next), reason);
        giftsAreDue(card);
        return done;
    }

    private void giftsAreDue(MemberCard card) {
        gifts.dueAgain(card);
        levels.dueAgain(card.merchantId(), card.id());
    }

    /** Takes a card back. Errors: {@link DeskError#CARD_NOT_EMPTY}, {@link DeskError#CARD_HAS_LINKED}. */
    public CardOrder.Done cancel(Actor actor, long cardId, String reason) {
        var _ = require(actor, cardId);
        return order(actor, cardId, new CardDeed.Cancel(), reason);
    }

    /**
     * Takes back a card that was opened to share a balance and could not; one that shares by now, because others asked for it
     * as well, stays. Where the books are too busy it stays, too, and nothing can be done with it.
     */
    public void giveUp(Actor actor, long cardId) {
        try {
            var _ = order(actor, cardId, new CardDeed.GiveUp(), null);
        } catch (BusinessError _) {
            // It is in use, or of no use.
        }
    }

    /**
     * Lets a card share another's balance, within its person's limits; for one that does the limits are changed. Errors:
     * {@link DeskError#CARD_NOT_LINKABLE}, {@link DeskError#KIND_NOT_LINKED}, {@link DeskError#CARD_NOT_EMPTY}, {@link DeskError#CARD_HAS_LINKED},
     * {@link DeskError#TOO_MANY_LINKED}.
     */
    public CardOrder.Done link(Actor actor, long cardId, long toCardId, CardDeed.Limits limits) {
        var _ = require(actor, cardId);
        var to = require(actor, toCardId);
        return order(actor, cardId, new CardDeed.Link(to.id(), to.holderId(), limits), null);
    }

    /** Lets a card have a balance of its own again, which is empty. Errors: {@link DeskError#CARD_NOT_LINKED}. */
    public CardOrder.Done unlink(Actor actor, long cardId) {
        var _ = require(actor, cardId);
        return order(actor, cardId, new CardDeed.Unlink(), null);
    }

    /**
     * Lets a card be good for longer; what has expired is usable again. The same end once more changes nothing. Errors:
     * {@link DeskError#EXTENSION_NOT_LATER}, {@link DeskError#CARD_NEEDS_END}, {@link CardError#CARD_EXPIRY_WRONG},
     * {@link BooksError#CARD_NOT_ACTIVE}.
     *
     * @param expiresAt null: for ever, where cards of the template have no end
     */
    public CardOrder.Done extend(Actor actor, long cardId, @Nullable Instant expiresAt) {
        var card = require(actor, cardId);
        if (expiresAt == null && !isForEver(card)) {
            throw new BusinessError(DeskError.CARD_NEEDS_END).with("field", "expiresAt");
        }
        var end = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
        return order(actor, cardId, new CardDeed.Extend(end), null);
    }

    private boolean isForEver(MemberCard card) {
        var validity = templates
                .settingsOf(templates.require(card.merchantId(), card.templateId()))
                .validity();
        return validity.kind() == TemplateSettings.Validity.Kind.FOREVER;
    }

    private MemberCard require(Actor actor, long cardId) {
        return cards.find(actor.merchantId(), cardId)
                .filter(card -> card.isWithin(actor.reach()))
                .orElseThrow(() -> new BusinessError(BooksError.CARD_NOT_FOUND));
    }

    private CardOrder.Done order(Actor actor, long cardId, CardDeed deed, @Nullable String reason) {
        var booking = new Booking(
                actor,
                new CardRef.ById(cardId),
                CardOrder.TYPE,
                Long.toString(ids.next()),
                new Booking.Place(null, null, reason),
                null);
        return books.submit(new CardOrder(booking, deed)).answer();
    }
}
