package io.kabao.level;

import io.kabao.ledger.Booked;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.merchant.Merchants;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** Levels that are sold at counters. */
@Service
public class Memberships {

    private final Books books;
    private final Ladders ladders;
    private final LevelGifts gifts;
    private final Merchants merchants;
    private final LevelTools tools;

    Memberships(Books books, Ladders ladders, LevelGifts gifts, Merchants merchants, LevelTools tools) {
        this.books = books;
        this.ladders = ladders;
        this.gifts = gifts;
        this.merchants = merchants;
        this.tools = tools;
    }

    /**
     * Sells a level, and owes what is given for reaching it where the card has not had that. Errors: {@link LevelError},
     * {@link BooksError}, an unknown store or person of staff.
     */
    public Booked<Membership.Done> sell(Membership wanted) {
        var sold = books.submit(wanted);
        var merchantId = wanted.booking().actor().merchantId();
        var ladder = ladders.of(merchantId).ladder();
        if (ladder != null) {
            owe(merchantId, ladder, sold.answer());
        }
        return sold;
    }

    private void owe(long merchantId, Ladder ladder, Membership.Done sold) {
        var now = tools.clock().instant();
        var look = new Look(ladder, now, merchants.require(merchantId).zoneId(), Look.Occasion.DONE);
        var reached = reached(sold, now);
        tools.inTransaction().executeWithoutResult(_ -> gifts.oweTo(new Climbing.Rules(merchantId, 0, look), reached));
    }

    private static LevelChange reached(Membership.Done sold, Instant now) {
        return new LevelChange(0, sold.cardId(), null, sold.levelId(), LevelChange.Reason.PAID, now);
    }
}
