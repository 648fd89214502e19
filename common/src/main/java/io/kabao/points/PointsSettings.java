package io.kabao.points;

import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all points of a merchant.
 *
 * @param expiry how long they last, from when they can be used
 * @param perOrderMost the most that one order earns by all rules; null: no bound
 * @param perDayMost the most that orders of one holder earn on a business day; null: no bound
 * @param pendingDays until what orders and top-ups bring may be used; null: none
 * @param reminderDays before points end in which whoever has them is told; null: nobody is
 * @param worth what can be had for them; null: nothing
 */
public record PointsSettings(
        Expiry expiry,
        @Nullable Long perOrderMost,
        @Nullable Long perDayMost,
        @Nullable Integer pendingDays,
        @Nullable Integer reminderDays,
        @Nullable Worth worth) {

    /** Points that one person may give and take alone on a day, unless the merchant says otherwise. */
    public static final long USUAL_ALONE = 10_000;

    /** Sums above this one are as good as it, in fen. */
    private static final long WORTH_MOST = 1_000_000_000;

    /** What holds until the merchant says otherwise: points last, and nothing is bounded. */
    public static final PointsSettings USUAL =
            new PointsSettings(new Expiry(Expiry.Kind.NEVER, 0), null, null, null, null, null);

    /**
     * What can be had for points.
     *
     * @param asMoney null: orders are not paid with points
     * @param exchange null: points do not become balance
     * @param secondPersonAbove points that one person may give and take alone on a day; null: {@link #USUAL_ALONE}
     */
    public record Worth(
            @Nullable AsMoney asMoney,
            @Nullable Exchange exchange,
            @Nullable Long secondPersonAbove) {}

    /** How orders are paid with points; null: they are not. */
    public @Nullable AsMoney asMoney() {
        return worth == null ? null : worth.asMoney();
    }

    /** How points become balance; null: they do not. */
    public @Nullable Exchange exchange() {
        return worth == null ? null : worth.exchange();
    }

    /** Points that one person may give and take alone on a day, as the merchant says it. */
    public long alone() {
        return worth == null || worth.secondPersonAbove() == null ? USUAL_ALONE : worth.secondPersonAbove();
    }

    /**
     * Points that one person may give and take alone on a day: no more than are worth the sum that one person may move alone.
     *
     * @param aloneFen that sum, in fen
     */
    public long aloneWithin(long aloneFen) {
        if (aloneFen == 0) {
            return 0;
        }
        var most = alone();
        if (asMoney() != null) {
            most = Math.min(most, asMoney().rate().pointsFor(Math.min(aloneFen, WORTH_MOST)));
        }
        return exchange() == null ? most : Math.min(most, exchange().rate().pointsFor(Math.min(aloneFen, WORTH_MOST)));
    }

    /** The same, and something else to be had for points. */
    public PointsSettings with(Worth other) {
        return new PointsSettings(expiry, perOrderMost, perDayMost, pendingDays, reminderDays, other);
    }

    /** The moment from which on points that come in at a time may be used; null: at once. */
    public @Nullable Instant usableAt(Instant earnedAt, ZoneId zone) {
        return pendingDays == null || pendingDays == 0
                ? null
                : LocalDate.ofInstant(earnedAt, zone)
                        .plusDays(pendingDays)
                        .atStartOfDay(zone)
                        .toInstant();
    }

    /**
     * What points are worth.
     *
     * @param points above 0: they go by so many at a time
     * @param fen above 0, for each of those
     */
    public record Rate(long points, long fen) {

        /** What points are worth, in fen. Errors: {@link PointsError#POINTS_NOT_WHOLE}. */
        public long fenOf(long used) {
            if (used <= 0 || used % points != 0) {
                throw new BusinessError(PointsError.POINTS_NOT_WHOLE).with("step", points);
            }
            return Math.multiplyExact(used / points, fen);
        }

        /** The most points that are worth no more than an amount. */
        public long pointsFor(long most) {
            return Math.multiplyExact(most / fen, points);
        }
    }

    /**
     * How orders are paid with points.
     *
     * @param leastPoints for one order; 0: no bound
     * @param mostBp the most of an order that they pay, in basis points
     */
    public record AsMoney(Rate rate, long leastPoints, int mostBp) {}

    /**
     * How points become balance.
     *
     * @param byMembers whether members do it themselves
     */
    public record Exchange(Rate rate, boolean byMembers) {}

    /**
     * How long points last.
     *
     * @param count months, or years after the one they were earned in; 0 where they never end
     */
    public record Expiry(Kind kind, int count) {

        /** When points end. */
        public enum Kind {
            NEVER,
            /** At the end of the day so many months after the one they were earned on. */
            MONTHS,
            /** At the end of a year: of the one they were earned in, or so many after it. */
            END_OF_YEAR
        }

        /** The moment from which on points that are earned at a time are gone; null: never. */
        public @Nullable Instant endOf(Instant earnedAt, ZoneId zone) {
            var day = LocalDate.ofInstant(earnedAt, zone);
            var next = switch (kind) {
                case NEVER -> null;
                case MONTHS -> day.plusMonths(count).plusDays(1);
                case END_OF_YEAR -> LocalDate.of(day.getYear() + count + 1, 1, 1);
            };
            return next == null ? null : next.atStartOfDay(zone).toInstant();
        }
    }
}
