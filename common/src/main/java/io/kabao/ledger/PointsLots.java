package io.kabao.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The points of holders by when they end. */
@Service
public class PointsLots {

    private final Glance glance;
    private final Clock clock;

    PointsLots(Glance glance, Clock clock) {
        this.glance = glance;
        this.clock = clock;
    }

    /**
     * Points that begin and end together.
     *
     * @param since when the first of them came in
     * @param usableAt null: they may be used already
     * @param expiresAt null: never
     */
    public record Ending(
            long points,
            Instant since,
            @Nullable Instant usableAt,
            @Nullable Instant expiresAt) {

        private static Ending of(Lot lot, Instant now) {
            var isUsable = lot.isUsable(now);
            return new Ending(lot.pointsLeft(), lot.createdAt(), isUsable ? null : lot.usableAt(), lot.expiresAt());
        }
    }

    /** What a holder can use, now or later, in the order in which it is used. */
    public List<Ending> of(long holderId) {
        var now = clock.instant();
        return glance.at(reads -> Lot.open(reads, holderId)).stream()
                .filter(lot -> lot.pointsLeft() > 0 && !lot.isOver(now))
                .sorted(Lot.ENDING_FIRST)
                .map(lot -> Ending.of(lot, now))
                .toList();
    }
}
