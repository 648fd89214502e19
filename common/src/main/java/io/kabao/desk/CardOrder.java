package io.kabao.desk;

import io.kabao.card.CardStatus;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to be done to a card. */
public record CardOrder(Booking booking, CardDeed deed) implements Command<CardOrder.Done> {

    /** Type of business; it moves nothing, so it is no txn. */
    static final String TYPE = "CARD";

    /**
     * A card as it is now.
     *
     * @param expiresAt its end; null: it has none
     * @param mainCardId the card whose balance it shares
     */
    public record Done(
            @JsonId long id,
            CardStatus status,
            @Nullable String frozenReason,
            @Nullable Instant expiresAt,
            @JsonId @Nullable Long mainCardId,
            @Nullable Long perSpendFen,
            @Nullable Long perDayFen) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public List<Long> alsoLocks() {
        return deed.alsoLocks();
    }

    @Override
    public String toString() {
        return "CardOrder";
    }
}
