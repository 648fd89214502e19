package io.kabao.points;

import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.EndingLots;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Points whose time is over, taken out of the books. Until then they are there, but nothing can be had for them. */
@Service
public class ExpiringPoints {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiringPoints.class);
    private static final int AT_ONCE = 200;

    private final EndingLots lots;
    private final Books books;
    private final Ids ids;
    private final Clock clock;

    ExpiringPoints(EndingLots lots, Books books, Ids ids, Clock clock) {
        this.lots = lots;
        this.books = books;
        this.ids = ids;
        this.clock = clock;
    }

    /** Ends them for everybody, some holders at a time, and says how many points those were. */
    public long end() {
        var now = clock.instant();
        var ended = 0L;
        var due = lots.after(EndingLots.Place.BEGINNING, now, AT_ONCE);
        while (!due.isEmpty()) {
            for (var whose :
                    due.stream().map(EndingLots.Ending::whose).distinct().toList()) {
                ended += ended(whose);
            }
            due = lots.after(due.getLast().place(), now, AT_ONCE);
        }
        return ended;
    }

    private long ended(EndingLots.Whose whose) {
        var booking = new Booking(
                Actor.system(whose.merchantId()),
                new CardRef.OfHolder(whose.holderId()),
                PointsExpiry.TYPE,
                Long.toString(ids.next()),
                Booking.Place.NONE,
                null);
        try {
            return books.submit(new PointsExpiry(booking)).answer().points();
        } catch (BusinessError refusal) {
            // Somebody else was first, or the books are busy: the next look tells.
            LOG.info("Points of holder {} did not expire: {}", whose.holderId(), refusal.code());
            return 0;
        }
    }
}
