package io.kabao.points;

import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;

/**
 * Points that become balance.
 *
 * @param points a multiple of the merchant's rate
 */
public record PointsExchange(Booking booking, long points) implements Command<PointsExchange.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "POINTS_EXCHANGE";

    /**
     * An exchange that is in the books.
     *
     * @param bonusFen what the points became
     * @param pointsAfter that the holder has after it
     * @param balanceFen principal and bonus after it
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long cardId,
            long points,
            long bonusFen,
            long pointsAfter,
            long balanceFen) {}

    /** Whether the member does it, and nobody at a counter. */
    boolean isByMember() {
        return booking.actor().realm() == ActorRealm.MEMBER;
    }

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }
}
