package io.kabao.spend;

import io.kabao.access.Agreement;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.access.SignedInOperator;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.idempotency.IdempotentRequest;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.BookSettings;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.Glance;
import io.kabao.ledger.SecondPerson;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders that are given back. What goes back onto the card is done at once; what is paid out asks for a session that has
 * proved itself, and much of it for a second person.
 */
@Service
public class Refunding implements ApprovableAction {

    private static final String THING = "SPEND";

    private final Books books;
    private final Spending spending;
    private final BookSettings settings;
    private final Glance glance;
    private final SecondPerson secondPerson;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    Refunding(
            Books books,
            Spending spending,
            BookSettings settings,
            Glance glance,
            SecondPerson secondPerson,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.books = books;
        this.spending = spending;
        this.settings = settings;
        this.glance = glance;
        this.secondPerson = secondPerson;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who asks, from which session. */
    public record Caller(SignedInOperator operator, Actor actor) {}

    /**
     * What is to be given back.
     *
     * @param amountFen null: all that is left, or what the lines come to
     */
    public record Wanted(long spendId, @Nullable Long amountFen, List<Refund.Line> lines) {}

    /** What waits; what is paid out is what was agreed to. */
    private record Payload(Wanted wanted, Booking.Place place, SecondPerson.Key key, long paidOutFen) {}

    /**
     * What whoever agrees is shown.
     *
     * @param amountFen that goes out
     * @param paidOutFen of the order with it, where there was a refund before
     */
    private record Shown(
            @JsonId long cardId,
            String numberMasked,
            String orderNo,
            long amountFen,
            long paidOutFen,
            List<Spend.Paid> means,
            @JsonId @Nullable Long storeId) {}

    /**
     * Gives an order back, wholly or in part, or lets it wait. Errors: {@link SpendError}, {@link BooksError}, those of
     * {@link SignedInOperator#requireSteppedUp} where the order was not wholly paid from the card.
     */
    public Outcome<Refund.Done> refund(Caller caller, Wanted wanted, Booking.Place place, IdempotentRequest request) {
        var actor = caller.actor();
        var spend = spending.require(actor.reach(), wanted.spendId());
        var at = new Booking.Place(
                place.storeId() == null ? spend.storeId() : place.storeId(), place.staffId(), place.reason());
        var booking = new Booking(
                actor, new CardRef.OfHolder(spend.holderId()), Refund.TYPE, Long.toString(ids.next()), at, request);
        if (spend.otherFen() == 0) {
            return new Outcome.Done<>(book(booking, spend, wanted, Refund.Allowed.NOTHING_OUT));
        }
        return secondPerson.runOrWait(booking, () -> waiting(caller.operator(), booking, spend, wanted), () -> {
            var isNeeded = secondPerson.whereNeeded(booking, kind(), spend.storeId()) != null;
            var alone = isNeeded ? aloneFen(actor) : Long.MAX_VALUE;
            return book(booking, spend, wanted, new Refund.Allowed(alone, null));
        });
    }

    private long aloneFen(Actor actor) {
        return secondPerson.aloneFen(actor, settings.of(actor.merchantId()).rules());
    }

    private Refund.Done book(Booking booking, SpendRow spend, Wanted wanted, Refund.Allowed allowed) {
        var command =
                new Refund(booking, spend.id(), wanted.amountFen(), wanted.lines(), spending.lots(spend), allowed);
        return books.submit(command).answer();
    }

    /**
     * What a refund would come to now, worked out by what books it.
     *
     * @param principalFen onto the card
     * @param bonusFen onto the card
     * @param otherFen paid out
     * @param means by which that is paid out
     * @param paidOutFen of the order with it, where there was a refund before
     * @param pointsFen of the order that points had paid
     * @param pointsBack that go back for it
     * @param pointsTakenBack of what the order earned
     * @param refundableFen what could be given back still
     */
    public record Preview(
            long principalFen,
            long bonusFen,
            long otherFen,
            List<Spend.Paid> means,
            long paidOutFen,
            long pointsFen,
            long pointsBack,
            long pointsTakenBack,
            long refundableFen) {}

    /** What a refund would come to; nothing is changed. Errors: {@link SpendError}. */
    public Preview preview(Reach reach, Wanted wanted) {
        var spend = spending.require(reach, wanted.spendId());
        var booking = new Booking(
                Actor.system(spend.merchantId()),
                new CardRef.OfHolder(spend.holderId()),
                Refund.TYPE,
                Long.toString(spend.id()),
                Booking.Place.NONE,
                null);
        return look(booking, wanted);
    }

    private Preview look(Booking booking, Wanted wanted) {
        var refund = new Refund(
                booking, wanted.spendId(), wanted.amountFen(), wanted.lines(), List.of(), Refund.Allowed.ANYTHING);
        return glance.at(reads -> {
            var order = PaidOrders.of(reads, List.of(wanted.spendId())).get(wanted.spendId());
            if (order == null) {
                throw new BusinessError(SpendError.SPEND_NOT_FOUND);
            }
            var back = order.giveBack(refund, order.amountOf(refund));
            return new Preview(
                    back.principalFen(),
                    back.bonusFen(),
                    back.otherFen(),
                    back.others(),
                    order.refundedOther(),
                    back.pointsFen(),
                    back.pointsBack(),
                    order.takeBackPoints(),
                    order.refundableFen());
        });
    }

    private Approvals.@Nullable Request waiting(
            SignedInOperator operator, Booking booking, SpendRow spend, Wanted wanted) {
        operator.requireSteppedUp(clock.instant());
        var out = look(booking, wanted);
        if (out.otherFen() == 0 || out.paidOutFen() <= aloneFen(booking.actor())) {
            return null;
        }
        var place = secondPerson.whereNeeded(booking, kind(), spend.storeId());
        if (place == null) {
            return null;
        }
        var shown = new Shown(
                spend.cardId(),
                secondPerson.numberOf(spend.merchantId(), spend.cardId()),
                spend.orderNo(),
                out.otherFen(),
                out.paidOutFen(),
                out.means(),
                booking.place().storeId());
        var payload = new Payload(wanted, booking.place(), SecondPerson.Key.of(booking), out.paidOutFen());
        return new Approvals.Request(
                kind(),
                THING,
                spend.id(),
                place,
                shown,
                payload,
                booking.place().reason());
    }

    @Override
    public Kind kind() {
        return Kind.REFUND;
    }

    @Override
    public void book(Agreement agreement, String payload) {
        var asked = json.readValue(payload, Payload.class);
        var spend = spending.require(agreement.asker().reach(), asked.wanted().spendId());
        var booking = asked.key().agreed(agreement, new CardRef.OfHolder(spend.holderId()), Refund.TYPE, asked.place());
        var _ = book(booking, spend, asked.wanted(), new Refund.Allowed(asked.paidOutFen(), agreement));
    }
}
