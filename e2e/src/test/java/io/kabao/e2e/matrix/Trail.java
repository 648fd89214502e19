package io.kabao.e2e.matrix;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How often who is on record, and for what.
 *
 * @param times by who it was and how it ended
 */
record Trail(Map<Entry, Long> times) {

    private static final Rows ROWS = Rows.of(House.shared().sandbox());

    /**
     * One kind of record.
     *
     * @param actorId empty for the house itself
     * @param refusedAs empty: it was done
     */
    record Entry(String realm, String actorId, String refusedAs) {

        boolean isDone() {
            return refusedAs.isEmpty();
        }

        boolean isBy(Optional<Long> operatorId) {
            return operatorId.map(String::valueOf).filter(actorId::equals).isPresent();
        }
    }

    /** What is on record at these merchants; what the platform itself does is at merchant 0. */
    static Trail at(Collection<Long> merchants) {
        var times = new HashMap<Entry, Long>();
        var ids = merchants.stream().map(String::valueOf).collect(Collectors.joining(","));
        for (var row : ROWS.column("""
            SELECT CONCAT_WS('/', realm, IFNULL(actor_id, ''), IFNULL(refused_as, ''), COUNT(*)) FROM audit
            WHERE merchant_id IN (%s) GROUP BY realm, actor_id, refused_as
            """.formatted(ids))) {
            var parts = row.split("/", -1);
            times.put(new Entry(parts[0], parts[1], parts[2]), Long.valueOf(parts[3]));
        }
        return new Trail(times);
    }

    /** What came on record since. */
    Trail since(Trail before) {
        var more = new HashMap<Entry, Long>();
        times.forEach((entry, number) -> {
            var added = number - before.times.getOrDefault(entry, 0L);
            if (added > 0) {
                more.put(entry, added);
            }
        });
        return new Trail(more);
    }

    /** How many of these. */
    long count(Predicate<Entry> wanted) {
        return times.entrySet().stream()
                .filter(each -> wanted.test(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
