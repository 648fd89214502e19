package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.idempotency.IdempotentRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.BookSettings;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.Glance;
import io.kabao.ledger.Lot;
import io.kabao.ledger.SecondPerson;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Top-ups that are paid back: shown first, booked by the same code; much money waits for a second person. */
@Service
public class TopUpRefunds implements ApprovableAction {

    private static final String THING = "TOPUP";

    private final Books books;
    private final TopUps topUps;
    private final BookSettings settings;
    private final Glance glance;
    private final SecondPerson secondPerson;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    TopUpRefunds(
            Books books,
            TopUps topUps,
            BookSettings settings,
            Glance glance,
            SecondPerson secondPerson,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.books = books;
        this.topUps = topUps;
        this.settings = settings;
        this.glance = glance;
        this.secondPerson = secondPerson;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is to be paid back, why and by which means. */
    public record Wanted(long topUpId, PaidBack.Cause cause, String means) {}

    /** What waits; the amount is what was agreed to. */
    private record Payload(Wanted wanted, Booking.Place place, SecondPerson.Key key, long atMostFen) {}

    /**
     * What a refund would come to now. Errors: {@link TopUpError#TOPUP_NOT_FOUND}, those of {@link PaidBack#of}.
     */
    public PaidBack preview(Reach reach, long id, PaidBack.Cause cause) {
        var topUp = topUps.require(reach, id);
        return glance.at(reads -> {
            var lots = new HashSet<>(Lot.open(reads, topUp.holderId()));
            lots.addAll(Lot.read(reads, topUp.lots()));
            var facts = RefundFacts.of(reads, List.of(id));
            var now = facts.find(id).orElseThrow(() -> new BusinessError(TopUpError.TOPUP_NOT_FOUND));
            return facts.paidBack(now, cause, new RefundFacts.At(clock.instant(), lots));
        });
    }

    /**
     * Pays a top-up back, or lets it wait. Errors: {@link TopUpError}, {@link BooksError}, an unknown store or person of
     * staff.
     */
    public Outcome<TopUpRefund.Done> refund(
            Actor actor, Wanted wanted, Booking.Place place, IdempotentRequest request) {
        var topUp = topUps.require(actor.reach(), wanted.topUpId());
        var at = new Booking.Place(
                place.storeId() == null ? topUp.storeId() : place.storeId(), place.staffId(), place.reason());
        var booking = new Booking(
                actor,
                new CardRef.OfHolder(topUp.holderId()),
                TopUpRefund.TYPE,
                Long.toString(ids.next()),
                at,
                request);
        return secondPerson.runOrWait(booking, () -> waiting(booking, topUp, wanted), () -> {
            var isNeeded = secondPerson.whereNeeded(booking, kind(), topUp.storeId()) != null;
            var rules = settings.of(actor.merchantId()).rules();
            var alone = isNeeded ? secondPerson.aloneFen(actor, rules) : Long.MAX_VALUE;
            return book(booking, topUp, wanted, new Allowed(alone, null));
        });
    }

    /** How much may be paid, and who agreed to it. */
    private record Allowed(long atMostFen, @Nullable Agreement agreement) {}

    private TopUpRefund.Done book(Booking booking, TopUpRow topUp, Wanted wanted, Allowed allowed) {
        var command = new TopUpRefund(
                booking,
                topUp.id(),
                wanted.cause(),
                wanted.means(),
                topUp.lots(),
                allowed.atMostFen(),
                allowed.agreement());
        return books.submit(command).answer();
    }

    private Approvals.@Nullable Request waiting(Booking booking, TopUpRow topUp, Wanted wanted) {
        var actor = booking.actor();
        var back = preview(actor.reach(), topUp.id(), wanted.cause());
        var rules = settings.of(actor.merchantId()).rules();
        if (back.paidFen() <= secondPerson.aloneFen(actor, rules)) {
            return null;
        }
        var place = secondPerson.whereNeeded(booking, kind(), topUp.storeId());
        if (place == null) {
            return null;
        }
        if (!rules.means().contains(wanted.means())) {
            throw new BusinessError(TopUpError.MEANS_UNKNOWN);
        }
        var shown = new LargeSums.Shown(
                topUp.cardId(),
                secondPerson.numberOf(topUp.merchantId(), topUp.cardId()),
                back.paidFen(),
                back.bonusFen(),
                wanted.means(),
                booking.place().storeId());
        var payload = new Payload(wanted, booking.place(), SecondPerson.Key.of(booking), back.paidFen());
        return new Approvals.Request(
                kind(),
                THING,
                topUp.id(),
                place,
                shown,
                payload,
                booking.place().reason());
    }

    @Override
    public Kind kind() {
        return Kind.TOPUP_REFUND;
    }

    @Override
    public void book(Agreement agreement, String payload) {
        var asked = json.readValue(payload, Payload.class);
        var topUp = topUps.require(agreement.asker().reach(), asked.wanted().topUpId());
        var booking =
                asked.key().agreed(agreement, new CardRef.OfHolder(topUp.holderId()), TopUpRefund.TYPE, asked.place());
        var _ = book(booking, topUp, asked.wanted(), new Allowed(asked.atMostFen(), agreement));
    }
}
