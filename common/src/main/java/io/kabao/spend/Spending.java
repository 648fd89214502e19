package io.kabao.spend;

import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.idempotency.IdempotentRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.proof.MemberProofs;
import io.kabao.proof.ProofError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Orders paid from stored value, and given back. */
@Service
public class Spending {

    private final Books books;
    private final SpendMapper mapper;
    private final Ids ids;
    private final ProvenPayments payments;

    Spending(Books books, SpendMapper mapper, Ids ids, ProvenPayments payments) {
        this.books = books;
        this.mapper = mapper;
        this.ids = ids;
        this.payments = payments;
    }

    /**
     * Books an order. What the member shows is judged first, and a wrong try is counted whatever else the order is; an order that
     * is refused uses up neither a code of the till nor one by SMS. Errors: {@link SpendError}, {@link BooksError},
     * {@link ProofError}, those of SMS codes, an unknown store or person of staff.
     */
    public Booked<Spend.Done> spend(Spend order, MemberProofs.Shown shown) {
        return payments.submit(order, shown, order::provenBy);
    }

    /**
     * What is to be given back.
     *
     * @param amountFen null: all that is left, or what the lines come to
     */
    public record Wanted(long spendId, @Nullable Long amountFen, List<Refund.Line> lines) {}

    /** Gives an order back, wholly or in part. Errors: {@link SpendError}, {@link BooksError}. */
    public Booked<Refund.Done> refund(Actor actor, Wanted wanted, Booking.Place place, IdempotentRequest request) {
        var spend = require(actor.reach(), wanted.spendId());
        var booking = new Booking(
                actor,
                new CardRef.OfHolder(spend.holderId()),
                Refund.TYPE,
                Long.toString(ids.next()),
                new Booking.Place(
                        place.storeId() == null ? spend.storeId() : place.storeId(), place.staffId(), place.reason()),
                request);
        var lots = mapper.lots(actor.merchantId(), spend.id());
        return books.submit(new Refund(booking, spend.id(), wanted.amountFen(), wanted.lines(), lots));
    }

    /** An order of a store within reach. Errors: {@link SpendError#SPEND_NOT_FOUND}. */
    public SpendRow require(Reach reach, long id) {
        return mapper.find(reach.merchantId(), id)
                .filter(spend -> reach.covers(null, spend.storeId(), spend.staffId()))
                .orElseThrow(() -> new BusinessError(SpendError.SPEND_NOT_FOUND));
    }

    /** The lines of an order. */
    public List<SpendRow.Line> lines(SpendRow spend) {
        return mapper.lines(spend.merchantId(), spend.id());
    }
}
