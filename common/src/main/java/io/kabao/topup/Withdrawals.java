package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.SecondPerson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Principal that members take out at the counter; much of it waits for a second person. */
@Service
public class Withdrawals implements ApprovableAction {

    private static final String THING = "WITHDRAWAL";

    private final Books books;
    private final SecondPerson secondPerson;
    private final LargeSums sums;
    private final JsonMapper json;

    Withdrawals(Books books, SecondPerson secondPerson, LargeSums sums, JsonMapper json) {
        this.books = books;
        this.secondPerson = secondPerson;
        this.sums = sums;
        this.json = json;
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
        var shown = sums.shown(booking, kind(), new LargeSums.Sum(money.amountFen(), () -> 0, money.means()));
        if (shown == null) {
            return null;
        }
        var payload = new Payload(
                shown.cardId(), money.amountFen(), money.means(), booking.place(), SecondPerson.Key.of(booking));
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
        var booking = asked.key().agreed(agreement, new CardRef.ById(asked.cardId()), Withdrawal.TYPE, asked.place());
        var _ = books.submit(new Withdrawal(booking, asked.amountFen(), asked.means(), agreement));
    }
}
