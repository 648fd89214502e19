package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.ledger.Booking;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.SecondPerson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Top-ups at the counter; large ones wait for a second person. */
@Service
public class TopUpDesk implements ApprovableAction {

    private static final String THING = "TOPUP";

    private final TopUps topUps;
    private final TopUpRules rules;
    private final SecondPerson secondPerson;
    private final LargeSums sums;
    private final JsonMapper json;

    TopUpDesk(TopUps topUps, TopUpRules rules, SecondPerson secondPerson, LargeSums sums, JsonMapper json) {
        this.topUps = topUps;
        this.rules = rules;
        this.secondPerson = secondPerson;
        this.sums = sums;
        this.json = json;
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
        var shown =
                sums.shown(booking, kind(), new LargeSums.Sum(money.amountFen(), () -> bonusOf(money), money.means()));
        if (shown == null) {
            return null;
        }
        var payload = new Payload(
                shown.cardId(),
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
        var booking = asked.key().agreed(agreement, new CardRef.ById(asked.cardId()), TopUp.TYPE, asked.place());
        var _ = topUps.topUp(
                new TopUp(booking, asked.amountFen(), 0, asked.means(), asked.note(), asked.ruleId(), agreement));
    }
}
