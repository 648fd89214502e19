package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.BookSettings;
import io.kabao.ledger.Booking;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.CardSearch;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Top-ups at the counter; large ones wait for a second person. */
@Service
public class TopUpDesk implements ApprovableAction {

    private static final String THING = "TOPUP";

    private final TopUps topUps;
    private final TopUpRules rules;
    private final BookSettings settings;
    private final CardSearch cards;
    private final SecondPerson secondPerson;
    private final JsonMapper json;
    private final Clock clock;

    TopUpDesk(
            TopUps topUps,
            TopUpRules rules,
            BookSettings settings,
            CardSearch cards,
            SecondPerson secondPerson,
            JsonMapper json,
            Clock clock) {
        this.topUps = topUps;
        this.rules = rules;
        this.settings = settings;
        this.cards = cards;
        this.secondPerson = secondPerson;
        this.json = json;
        this.clock = clock;
    }

    /** What waits. */
    private record Payload(
            long cardId,
            long amountFen,
            @Nullable Long ruleId,
            String means,
            @Nullable String note,
            Booking.Place place,
            SecondPerson.Key key) {}

    /**
     * Books a top-up that somebody asks for with a key, or lets it wait. Errors: {@link TopUpError}, {@link BooksError}, an
     * unknown store or person of staff.
     */
    public Outcome<TopUp.Done> topUp(TopUp money) {
        return secondPerson.runOrWait(
                money.booking(), () -> waiting(money), () -> topUps.topUp(money).answer());
    }

    private Approvals.@Nullable Request waiting(TopUp money) {
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
                bonusOf(money),
                money.means(),
                booking.place().storeId());
        var payload = new Payload(
                card.id(),
                money.amountFen(),
                money.ruleId(),
                money.means(),
                money.note(),
                booking.place(),
                SecondPerson.Key.of(booking));
        return new Approvals.Request(kind(), THING, null, secondPerson.placeOf(booking), shown, payload, money.note());
    }

    private long bonusOf(TopUp money) {
        return money.ruleId() == null
                ? money.bonusFen()
                : rules.require(money.booking().actor().merchantId(), money.ruleId())
                        .bonusFen();
    }

    @Override
    public Kind kind() {
        return Kind.TOPUP;
    }

    @Override
    public void book(Agreement agreement, String payload) {
        var asked = json.readValue(payload, Payload.class);
        var booking = new Booking(
                agreement.asker(),
                new CardRef.ById(asked.cardId()),
                TopUp.TYPE,
                "A" + agreement.approvalId(),
                asked.place(),
                asked.key().request(agreement.asker()));
        var _ = topUps.topUp(
                new TopUp(booking, asked.amountFen(), 0, asked.means(), asked.note(), asked.ruleId(), agreement));
    }
}
