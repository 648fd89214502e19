package io.kabao.e2e.matrix;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.kernel.id.Ids;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came on record during a call. */
record Trail(List<Entry> entries) {

    private static final Rows ROWS = Rows.of(House.shared().sandbox());
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * One record.
     *
     * @param actorId empty for the house itself
     * @param was empty: it says nothing of what was before
     * @param isNow likewise
     * @param refusedAs empty: it was done
     * @param whole all that the record holds, as one text
     */
    record Entry(
            String realm,
            String actorId,
            String ip,
            String action,
            String was,
            String isNow,
            String refusedAs,
            String whole) {

        boolean isDone() {
            return refusedAs.isEmpty();
        }

        boolean isBy(Optional<Long> operatorId) {
            return operatorId.map(String::valueOf).filter(actorId::equals).isPresent();
        }

        private static Entry of(JsonNode row) {
            return new Entry(
                    row.get("realm").asString(),
                    text(row.get("actorId")),
                    text(row.get("ip")),
                    row.get("action").asString(),
                    text(row.get("was")),
                    text(row.get("isNow")),
                    text(row.get("refusedAs")),
                    row.toString());
        }

        private static String text(@Nullable JsonNode value) {
            return value == null || value.isNull() ? "" : value.asString();
        }
    }

    /**
     * What was on record at some moment.
     *
     * @param from records of later moments have no smaller id
     * @param known records of that moment that were there
     */
    record Mark(long from, Set<String> known) {

        static Mark at(Collection<Long> merchants) {
            var where = " FROM audit WHERE merchant_id IN (" + list(merchants) + ")";
            var newest = ROWS.number("SELECT COALESCE(MAX(id), 0)" + where);
            // Both doors give ids out: within one moment the later record may have the smaller one.
            var from = Ids.firstOf(Ids.timeOf(newest));
            return new Mark(from, new HashSet<>(ROWS.column("SELECT id" + where + " AND id >= " + from)));
        }

        /** What came on record since. */
        Trail followed(Collection<Long> merchants) {
            return new Trail(ROWS.column("""
                    SELECT JSON_OBJECT('id', CAST(id AS CHAR), 'realm', realm, 'actorId', CAST(actor_id AS CHAR), 'ip', ip,
                        'action', action, 'was', was, 'isNow', is_now, 'reason', reason, 'refusedAs', refused_as, 'path', path)
                    FROM audit WHERE merchant_id IN (%s) AND id >= %d
                    """.formatted(list(merchants), from)).stream()
                    .map(JSON::readTree)
                    .filter(row -> !known.contains(row.get("id").asString()))
                    .map(Entry::of)
                    .toList());
        }

        private static String list(Collection<Long> merchants) {
            return merchants.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /** How many of these. */
    long count(Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).count();
    }
}
