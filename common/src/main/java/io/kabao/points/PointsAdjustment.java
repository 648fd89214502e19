package io.kabao.points;

import io.kabao.access.Agreement;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import org.jspecify.annotations.Nullable;

/**
 * Points that somebody gives or takes by hand.
 *
 * @param points below 0: taken
 * @param aloneMost points that the actor may give and take alone on a day
 * @param agreement where a second person had to agree
 */
public record PointsAdjustment(
        Booking booking,
        long points,
        long aloneMost,
        @Nullable Agreement agreement) implements Command<PointsAdjustment.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "POINTS_ADJUSTMENT";

    /**
     * An adjustment that is in the books.
     *
     * @param settledPoints of those given, what was owed before
     * @param pointsAfter that the holder has after it
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long cardId,
            long points,
            long settledPoints,
            long pointsAfter) {}

    /** The operator who does it alone; null: two people do, or nobody in particular. */
    @Nullable
    Long alone() {
        var actor = booking.actor();
        return agreement == null && actor.realm() == ActorRealm.OPERATOR ? actor.id() : null;
    }

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }
}
