package io.kabao.topup;

import io.kabao.access.ApprovableAction;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.BookSettings;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CardSearch;
import io.kabao.ledger.SecondPerson;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which sums a second person has to agree to, and what they are shown of them. */
@Component
class LargeSums {

    private final BookSettings settings;
    private final SecondPerson secondPerson;
    private final CardSearch search;
    private final Clock clock;

    LargeSums(BookSettings settings, SecondPerson secondPerson, CardSearch search, Clock clock) {
        this.settings = settings;
        this.secondPerson = secondPerson;
        this.search = search;
        this.clock = clock;
    }

    /**
     * What whoever agrees is shown.
     *
     * @param amountFen that comes in or goes out
     * @param means by which
     */
    record Shown(
            @JsonId long cardId,
            String numberMasked,
            long amountFen,
            long bonusFen,
            String means,
            @JsonId @Nullable Long storeId) {}

    /**
     * Money that comes in or goes out.
     *
     * @param bonusFen given on top; asked for only where somebody has to agree
     */
    record Sum(long amountFen, LongSupplier bonusFen, String means) {}

    /**
     * What whoever agrees to a sum on a card is shown; null where nobody has to. Errors: {@link TopUpError#MEANS_UNKNOWN},
     * {@link TopUpError#PRINCIPAL_NOT_OWN}, those of a card that can't be used.
     */
    @Nullable
    Shown shown(Booking booking, ApprovableAction.Kind kind, Sum sum) {
        var rules = settings.of(booking.actor().merchantId()).rules();
        if (sum.amountFen() <= secondPerson.aloneFen(booking.actor(), rules) || !secondPerson.isNeeded(booking, kind)) {
            return null;
        }
        if (!rules.means().contains(sum.means())) {
            throw new BusinessError(TopUpError.MEANS_UNKNOWN);
        }
        var card = search.require(booking);
        if (kind == ApprovableAction.Kind.WITHDRAWAL || kind == ApprovableAction.Kind.COMMISSION_PAYOUT) {
            card.requireInUse();
            if (kind == ApprovableAction.Kind.WITHDRAWAL) {
                TopUpError.requireOwnPrincipal(card);
            }
        } else {
            card.requireUsable(clock.instant());
        }
        return new Shown(
                card.id(),
                secondPerson.numberOf(card.merchantId(), card.id()),
                sum.amountFen(),
                sum.bonusFen().getAsLong(),
                sum.means(),
                booking.place().storeId());
    }
}
