package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/** Finds the card that is meant at a counter before anything is booked on it. */
@Service
public class CardSearch {

    private final Glance glance;
    private final MemberCodeHash hash;
    private final Clock clock;

    CardSearch(Glance glance, MemberCodeHash hash, Clock clock) {
        this.glance = glance;
        this.hash = hash;
        this.clock = clock;
    }

    /**
     * The one card that a booking names, as it is now and not under any lock. Errors: {@link BooksError#CARD_NOT_FOUND},
     * {@link BooksError#CARD_AMBIGUOUS}, {@link BooksError#MEMBER_CODE_INVALID}.
     */
    public CardState require(Booking booking) {
        var codes = new ShownCodes(hash);
        var cards = glance.at(reads -> {
            var facts = new BatchFacts(reads, codes);
            facts.readCards(List.of(booking));
            return facts.cardsOf(booking);
        });
        if (cards.size() != 1) {
            throw new BusinessError(cards.isEmpty() ? BooksError.CARD_NOT_FOUND : BooksError.CARD_AMBIGUOUS);
        }
        codes.requireGood(booking, clock.instant());
        return cards.getFirst();
    }
}
