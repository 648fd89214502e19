package io.kabao.level;

import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is given for levels: owed with the change, credited by the books, once for each card and level. */
@Service
class LevelGifts {

    private final LevelGiftMapper mapper;
    private final Outbox outbox;
    private final Books books;
    private final Ids ids;

    LevelGifts(LevelGiftMapper mapper, Outbox outbox, Books books, Ids ids) {
        this.mapper = mapper;
        this.outbox = outbox;
        this.books = books;
        this.ids = ids;
    }

    /** Owes what is given for the levels that cards came up to; their rows are locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(Climbing.Rules rules, List<LevelChange> changes) {
        var ladder = rules.look().ladder();
        var risen = changes.stream()
                .filter(change -> change.toLevelId() != null)
                .filter(change -> ladder.rank(change.toLevelId()) > ladder.rank(change.fromLevelId()))
                .toList();
        if (risen.stream().noneMatch(change -> giftOf(ladder, change) != null)) {
            return;
        }
        var had = new HashSet<>(mapper.had(
                rules.merchantId(), risen.stream().map(LevelChange::cardId).toList()));
        var owed = new ArrayList<LevelGiftMapper.Owed>();
        for (var change : risen) {
            var gift = giftOf(ladder, change);
            var levelId = change.toLevelId();
            if (gift != null && levelId != null && had.add(new LevelGiftMapper.Had(change.cardId(), levelId))) {
                owed.add(new LevelGiftMapper.Owed(
                        ids.next(),
                        rules.merchantId(),
                        change.cardId(),
                        levelId,
                        gift.bonusFen(),
                        gift.points(),
                        change.createdAt()));
            }
        }
        for (var from = 0; from < owed.size(); from += Outbox.PUT_MAX) {
            var some = owed.subList(from, Math.min(owed.size(), from + Outbox.PUT_MAX));
            mapper.owe(some);
            send(rules.merchantId(), some.stream().map(LevelGiftMapper.Owed::id).toList());
        }
    }

    private static Level.@Nullable Gift giftOf(Ladder ladder, LevelChange change) {
        var levelId = change.toLevelId();
        return levelId == null ? null : ladder.level(levelId).map(Level::gift).orElse(null);
    }

    private void send(long merchantId, List<Long> gifts) {
        if (!gifts.isEmpty()) {
            outbox.put(merchantId, gifts.stream().map(LevelGiftSender::draft).toList());
        }
    }

    /** Has the gifts credited that waited for a card, which can be used again. */
    void dueAgain(long merchantId, long cardId) {
        send(merchantId, mapper.owedTo(merchantId, cardId));
    }

    /**
     * Credits a gift; one that is owed no more stays as it is. Errors: {@link BooksError#CARD_FROZEN} and
     * {@link BooksError#CARD_NOT_ACTIVE} while it has to wait for its card, those of the books.
     */
    void credit(long merchantId, long giftId) {
        var card = mapper.owedCard(merchantId, giftId);
        if (card.isEmpty()) {
            return;
        }
        var booking = new Booking(
                Actor.system(merchantId),
                new CardRef.ById(card.get()),
                LevelGift.TYPE,
                Long.toString(giftId),
                Booking.Place.NONE,
                null);
        try {
            var _ = books.submit(new LevelGift(booking, giftId));
        } catch (BusinessError refusal) {
            // Somebody else was first, or it is owed to another card by now.
            if (refusal.code() != BooksError.NUMBER_USED) {
                throw refusal;
            }
        }
    }
}
