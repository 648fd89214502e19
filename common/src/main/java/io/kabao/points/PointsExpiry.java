package io.kabao.points;

import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;

/** The end of a holder's points whose time is over. */
record PointsExpiry(Booking booking) implements Command<PointsExpiry.Done> {

    /** Type of business, as in the books. */
    static final String TYPE = "POINTS_EXPIRY";

    /** How many points ended. */
    record Done(long points) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public boolean isBackground() {
        return true;
    }
}
