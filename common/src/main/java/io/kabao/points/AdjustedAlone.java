package io.kabao.points;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Reads;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * Points that the operators of a batch have given and taken alone on their business days so far. The operators are locked until the
 * commit, after the holders and in the order of their ids, so that no two batches count one behind the other's back.
 */
final class AdjustedAlone {

    private static final String LOCK = "SELECT id FROM operator WHERE id IN (:keys) ORDER BY id ";
    private static final String SUM = """
            SELECT operator_id, SUM(ABS(points)) AS points
            FROM points_adjustment
            WHERE :keys
            GROUP BY operator_id
            """;
    private static final List<String> KEY = List.of("merchant_id", "operator_id", "business_day");

    private final Map<Long, Long> points = new HashMap<>();

    /** Reads them. */
    AdjustedAlone(Reads reads, Collection<PointsAdjustment> batch, LongFunction<LocalDate> dayAt) {
        var merchants = new HashMap<Long, Long>();
        for (var command : batch) {
            var operator = command.alone();
            if (operator != null) {
                merchants.put(operator, command.booking().actor().merchantId());
            }
        }
        var _ = reads.locked(LOCK, merchants.keySet().stream().sorted().toList(), row -> row.number("id"));
        var keys = merchants.entrySet().stream()
                .map(one -> new Object[] {one.getValue(), one.getKey(), dayAt.apply(one.getValue())})
                .toList();
        var _ = reads.by(SUM, KEY, keys, row -> points.put(row.number("operator_id"), row.number("points")));
    }

    /** Counts what an operator does alone. Errors: {@link PointsError#SECOND_PERSON_NEEDED}. */
    void count(PointsAdjustment command) {
        var operator = command.alone();
        if (operator == null) {
            return;
        }
        var moved = Objects.requireNonNullElse(points.get(operator), 0L);
        var more = Math.abs(command.points());
        if (more > command.aloneMost() - moved) {
            throw new BusinessError(PointsError.SECOND_PERSON_NEEDED)
                    .with("leftPoints", Math.max(0, command.aloneMost() - moved));
        }
        points.put(operator, moved + more);
    }
}
