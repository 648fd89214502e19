package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.SecondPerson;
import io.kabao.referral.ReferralError;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Commission wallets that are paid out at the counter; much of it waits for a second person. */
@Service
public class WalletPayouts implements ApprovableAction {

    private static final String THING = "COMMISSION_PAYOUT";

    private final Books books;
    private final SecondPerson secondPerson;
    private final LargeSums sums;
    private final JsonMapper json;

    WalletPayouts(Books books, SecondPerson secondPerson, LargeSums sums, JsonMapper json) {
        this.books = books;
        this.secondPerson = secondPerson;
        this.sums = sums;
        this.json = json;
    }

    /** What waits. */
    private record Payload(long cardId, WalletPayout.Money money, Booking.Place place, SecondPerson.Key key) {}

    /**
     * What whoever agrees is shown.
     *
     * @param amountFen out of the wallet
     * @param taxFen of it that the merchant keeps for the tax office
     */
    private record Shown(
            @JsonId long cardId,
            String numberMasked,
            long amountFen,
            long taxFen,
            String means,
            @JsonId @Nullable Long storeId) {}

    /** Pays a wallet out, or lets it wait. Errors: {@link ReferralError}, {@link TopUpError}, {@link BooksError}. */
    public Outcome<WalletPayout.Done> pay(WalletPayout payout) {
        return secondPerson.runOrWait(
                payout.booking(),
                () -> waiting(payout),
                () -> books.submit(payout).answer());
    }

    private Approvals.@Nullable Request waiting(WalletPayout payout) {
        var booking = payout.booking();
        var money = payout.money();
        var sum = sums.shown(booking, kind(), new LargeSums.Sum(money.fen(), () -> 0, money.means()));
        if (sum == null) {
            return null;
        }
        var shown = new Shown(
                sum.cardId(), sum.numberMasked(), sum.amountFen(), money.taxFen(), sum.means(), sum.storeId());
        var payload = new Payload(shown.cardId(), money, booking.place(), SecondPerson.Key.of(booking));
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
        return Kind.COMMISSION_PAYOUT;
    }

    @Override
    public void book(Agreement agreement, String payload) {
        var asked = json.readValue(payload, Payload.class);
        var booking = asked.key().agreed(agreement, new CardRef.ById(asked.cardId()), WalletPayout.TYPE, asked.place());
        var _ = books.submit(new WalletPayout(booking, asked.money(), agreement));
    }
}
