package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.BookSettings;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.CardSearch;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Principal that members take out at the counter; much of it waits for a second person. */
@Service
public class Withdrawals implements ApprovableAction {

    private static final String THING = "WITHDRAWAL";

    private final Books books;
    private final BookSettings settings;
    private final CardSearch cards;
    private final SecondPerson secondPerson;
    private final JsonMapper json;
    private final Clock clock;

    Withdrawals(
            Books books,
            BookSettings settings,
            CardSearch cards,
            SecondPerson secondPerson,
            JsonMapper json,
            Clock clock) {
        this.books = books;
        this.settings = settings;
        this.cards = cards;
        this.secondPerson = secondPerson;
        this.json = json;
        this.clock = clock;
    }

    /** What waits. */
    private record Payload(long cardId, long amountFen, String means, Booking.Place place, SecondPerson.Key key) {}

    /**
     * Pays principal out, or lets it wait. Errors: {@link TopUpError}, {@link BooksError}, an unknown store or person of
     * staff.
     */
    public Outcome<Withdrawal.Done> withdraw(Withdrawal money) {
        return secondPerson.runOrWait(
                money.booking(), () -> waiting(money), () -> books.submit(money).answer());
    }

    private Approvals.@Nullable Request waiting(Withdrawal money) {
        var booking = money.booking();
        var rules = settings.of(booking.actor().merchantId()).rules();
        if (money.amountFen() <= rules.secondPersonAboveFen() || !secondPerson.isNeeded(booking, kind())) {
            return null;
        }
        if (!rules.means().contains(money.means())) {
            throw new BusinessError(TopUpError.MEANS_UNKNOWN);
        }
        var card = cards.require(booking);
        card.requireUsable(clock.instant());
        var shown = new SecondPerson.Shown(
                card.id(),
                secondPerson.numberOf(card.merchantId(), card.id()),
                money.amountFen(),
                0,
                money.means(),
                booking.place().storeId());
        var payload =
                new Payload(card.id(), money.amountFen(), money.means(), booking.place(), SecondPerson.Key.of(booking));
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
        return Kind.WITHDRAWAL;
    }

    @Override
    public void book(Agreement agreement, String payload) {
        var asked = json.readValue(payload, Payload.class);
        var booking = new Booking(
                agreement.asker(),
                new CardRef.ById(asked.cardId()),
                Withdrawal.TYPE,
                "A" + agreement.approvalId(),
                asked.place(),
                asked.key().request(agreement.asker()));
        var _ = books.submit(new Withdrawal(booking, asked.amountFen(), asked.means(), agreement));
    }
}
