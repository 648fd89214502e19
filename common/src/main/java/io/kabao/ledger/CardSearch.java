package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Service;

/** Finds the card that is meant at a counter before anything is booked on it. */
@Service
public class CardSearch {

    private final DataSource connections;
    private final MemberCodeHash hash;
    private final Clock clock;

    CardSearch(DataSource connections, MemberCodeHash hash, Clock clock) {
        this.connections = connections;
        this.hash = hash;
        this.clock = clock;
    }

    /**
     * The one card that a booking names, as it is now and not under any lock. Errors: {@link BooksError#CARD_NOT_FOUND},
     * {@link BooksError#CARD_AMBIGUOUS}, {@link BooksError#MEMBER_CODE_INVALID}.
     */
    public CardState require(Booking booking) {
        try (var connection = connections.getConnection()) {
            var codes = new ShownCodes(hash);
            var facts = new BatchFacts(new Reads(connection), codes);
            facts.readCards(List.of(booking));
            var cards = facts.cardsOf(booking);
            if (cards.size() != 1) {
                throw new BusinessError(cards.isEmpty() ? BooksError.CARD_NOT_FOUND : BooksError.CARD_AMBIGUOUS);
            }
            codes.requireGood(booking, clock.instant());
            return cards.getFirst();
        } catch (SQLException | Row.Failed e) {
            throw new DataAccessResourceFailureException("The card was not found out", e);
        }
    }
}
