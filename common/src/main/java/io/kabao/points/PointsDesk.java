package io.kabao.points;

import io.kabao.access.Agreement;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.kernel.Actor;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.BookSettings;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.CardSearch;
import io.kabao.ledger.SecondPerson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Points that are given, taken and exchanged; many of them wait for a second person. */
@Service
public class PointsDesk implements ApprovableAction {

    private static final String THING = "POINTS_ADJUSTMENT";

    private final Books books;
    private final Rulebook rulebook;
    private final BookSettings settings;
    private final SecondPerson secondPerson;
    private final CardSearch search;
    private final AdjustmentMapper mapper;
    private final JsonMapper json;
    private final Today today;

    PointsDesk(
            Books books,
            Rulebook rulebook,
            BookSettings settings,
            SecondPerson secondPerson,
            CardSearch search,
            AdjustmentMapper mapper,
            JsonMapper json,
            Today today) {
        this.books = books;
        this.rulebook = rulebook;
        this.settings = settings;
        this.secondPerson = secondPerson;
        this.search = search;
        this.mapper = mapper;
        this.json = json;
        this.today = today;
    }

    /** What whoever agrees is shown. */
    private record Shown(
            @JsonId long cardId,
            String numberMasked,
            long points,
            @JsonId @Nullable Long storeId) {}

    /** What waits. */
    private record Payload(long cardId, long points, Booking.Place place, SecondPerson.Key key) {}

    /** Turns points into balance. Errors: {@link PointsError}, {@link BooksError}, an unknown store or person of staff. */
    public Booked<PointsExchange.Done> exchange(PointsExchange points) {
        return books.submit(points);
    }

    /**
     * Gives or takes points, or lets it wait where it is more than one person may move alone on a day. Errors:
     * {@link PointsError}, {@link BooksError}, an unknown store or person of staff.
     *
     * @param points below 0: taken
     */
    public Outcome<PointsAdjustment.Done> adjust(Booking booking, long points) {
        return secondPerson.runOrWait(booking, () -> waiting(booking, points), () -> {
            var most = secondPerson.isNeeded(booking, kind()) ? alone(booking.actor()) : Long.MAX_VALUE;
            return books.submit(new PointsAdjustment(booking, points, most, null))
                    .answer();
        });
    }

    private long alone(Actor actor) {
        var aloneFen =
                secondPerson.aloneFen(actor, settings.of(actor.merchantId()).rules());
        return rulebook.settings(actor.merchantId()).settings().aloneWithin(aloneFen);
    }

    private Approvals.@Nullable Request waiting(Booking booking, long points) {
        var actor = booking.actor();
        var moved = mapper.alone(actor.merchantId(), actor.requireId(), today.of(actor.merchantId()));
        if (Math.abs(points) <= alone(actor) - moved || !secondPerson.isNeeded(booking, kind())) {
            return null;
        }
        var card = search.require(booking);
        card.requireUsable(today.clock().instant());
        var shown = new Shown(
                card.id(),
                secondPerson.numberOf(card.merchantId(), card.id()),
                points,
                booking.place().storeId());
        var payload = new Payload(card.id(), points, booking.place(), SecondPerson.Key.of(booking));
        return new Approvals.Request(
                kind(),
                THING,
                null,
                secondPerson.placeOf(booking),
                shown,
                payload,
                booking.place().reason());
    }

    @Override
    public Kind kind() {
        return Kind.POINTS_ADJUSTMENT;
    }

    @Override
    public void book(Agreement agreement, String payload) {
        var asked = json.readValue(payload, Payload.class);
        var booking =
                asked.key().agreed(agreement, new CardRef.ById(asked.cardId()), PointsAdjustment.TYPE, asked.place());
        var _ = books.submit(new PointsAdjustment(booking, asked.points(), Long.MAX_VALUE, agreement));
    }
}
