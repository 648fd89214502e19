package io.kabao.points;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Writes;
import java.util.List;
import org.springframework.stereotype.Component;

/** How points end. What ended before is told by the lots: the same command again finds nothing more. */
@Component
class PointsExpiryKind implements CommandKind<PointsExpiry, PointsExpiry.Done> {

    @Override
    public Class<PointsExpiry> commands() {
        return PointsExpiry.class;
    }

    @Override
    public Batch<PointsExpiry, PointsExpiry.Done> load(Reads reads, List<PointsExpiry> batch) {
        return new OfBatch();
    }

    private static final class OfBatch implements Batch<PointsExpiry, PointsExpiry.Done> {

        @Override
        public Decision<PointsExpiry.Done> decide(PointsExpiry command, Turn turn, Purse purse) {
            var points = purse.endPoints(turn.now());
            if (points == 0) {
                throw new BusinessError(PointsError.POINTS_STILL_GOOD);
            }
            return new Decision<>(new PointsExpiry.Done(points), "POINTS_EXPIRED", "HOLDER", purse.holderId(), null);
        }

        @Override
        public void write(Writes writes) {
            // The books write the lots and entries themselves; nothing else is kept of it.
        }
    }
}
