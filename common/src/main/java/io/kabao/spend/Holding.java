package io.kabao.spend;

import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.idempotency.IdempotentRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.proof.MemberProofs;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Money set aside for orders that are settled later. */
@Service
public class Holding {

    private static final Logger LOG = LoggerFactory.getLogger(Holding.class);
    private static final int DUE_AT_ONCE = 200;

    private final Books books;
    private final ProvenPayments payments;
    private final HoldMapper mapper;
    private final Clock clock;

    Holding(Books books, ProvenPayments payments, HoldMapper mapper, Clock clock) {
        this.books = books;
        this.payments = payments;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * Sets money aside; what the member shows is judged as for an order. Errors: {@link SpendError}, {@link BooksError},
     * {@link io.kabao.proof.ProofError}, those of SMS codes, an unknown store or person of staff.
     */
    public Booked<Hold.Done> hold(Hold money, MemberProofs.Shown shown) {
        return payments.submit(money, shown, money::provenBy);
    }

    /** A hold of a store within reach. Errors: {@link SpendError#HOLD_NOT_FOUND}. */
    public HoldRow require(Reach reach, long id) {
        return mapper.find(reach.merchantId(), id)
                .filter(hold -> reach.covers(null, hold.storeId(), hold.staffId()))
                .orElseThrow(() -> new BusinessError(SpendError.HOLD_NOT_FOUND));
    }

    /**
     * Settles an order with money that was set aside; what it does not cost goes back. The card may be frozen meanwhile: the
     * money was promised before. Errors: {@link SpendError#HOLD_NOT_FOUND}, {@link SpendError#HOLD_ENDED},
     * {@link SpendError#HOLD_EXPIRED}, {@link SpendError#HOLD_TOO_LOW}, {@link SpendError#ORDER_EXISTS}.
     *
     * @param amountFen what it comes to before the discount; null: all that was asked for
     */
    public Booked<Settlement.Done> capture(Actor actor, long id, @Nullable Long amountFen, IdempotentRequest request) {
        return settle(actor, require(actor.reach(), id), new Settlement.End.Capture(amountFen), request);
    }

    /** Gives back what was set aside. Errors: {@link SpendError#HOLD_NOT_FOUND}, {@link SpendError#HOLD_ENDED}. */
    public Booked<Settlement.Done> release(Actor actor, long id, IdempotentRequest request) {
        return settle(actor, require(actor.reach(), id), new Settlement.End.Release(), request);
    }

    private Booked<Settlement.Done> settle(
            Actor actor, HoldRow hold, Settlement.End end, @Nullable IdempotentRequest request) {
        var captures = end instanceof Settlement.End.Capture;
        var booking = new Booking(
                actor,
                new CardRef.OfHolder(hold.holderId()),
                captures ? Spend.TYPE : Settlement.RELEASE,
                captures ? hold.orderNo() : Long.toString(hold.id()),
                new Booking.Place(hold.storeId(), hold.staffId(), null),
                request);
        return books.submit(new Settlement(booking, hold, mapper.lots(hold.merchantId(), hold.id()), end));
    }

    /** Gives back what was set aside for longer than it may be, and says how much of it there was. */
    int expire() {
        var now = clock.instant();
        var given = 0;
        var due = mapper.due(now, 0, DUE_AT_ONCE);
        while (!due.isEmpty()) {
            for (var hold : due) {
                given += expired(hold);
            }
            due = mapper.due(now, due.getLast().id(), DUE_AT_ONCE);
        }
        return given;
    }

    private int expired(HoldRow hold) {
        try {
            var _ = settle(Actor.system(hold.merchantId()), hold, new Settlement.End.Expiry(), null);
            return 1;
        } catch (BusinessError refusal) {
            // Somebody settled it just now, or the books are busy: the next look tells.
            LOG.info("Hold {} did not expire: {}", hold.id(), refusal.code());
            return 0;
        }
    }
}
