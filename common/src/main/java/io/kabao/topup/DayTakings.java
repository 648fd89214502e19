package io.kabao.topup;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Row;
import io.kabao.ledger.Writes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the operators of a batch have taken in on their business days so far. Their rows are locked until the commit, after
 * the holders and always in the same order, so that no two batches count one behind the other's back.
 */
final class DayTakings {

    private static final String SELECT = """
            SELECT id, merchant_id, operator_id, business_day, taken_fen
            FROM day_takings
            WHERE :keys
            ORDER BY merchant_id, operator_id, business_day
            """;
    private static final List<String> KEY = List.of("merchant_id", "operator_id", "business_day");
    private static final List<String> COLUMNS =
            List.of("id", "merchant_id", "operator_id", "business_day", "taken_fen");

    /** A row that is there already stays as it is. */
    private static final Writes.Table MADE = new Writes.Table("day_takings", COLUMNS, List.of("business_day"));

    private static final Writes.Table COUNTED = new Writes.Table("day_takings", COLUMNS, List.of("taken_fen"));

    private static final String UNMAKE = "DELETE FROM day_takings WHERE merchant_id = ? AND id = ?";

    private final Map<Long, MerchantFacts> merchants;
    private final Instant now;
    private final Set<Long> made = new HashSet<>();
    private final Map<Day, Taken> days = new HashMap<>();

    private record Day(long merchantId, long operatorId, LocalDate date) {

        static final Comparator<Day> ORDER = Comparator.comparingLong(Day::merchantId)
                .thenComparingLong(Day::operatorId)
                .thenComparing(Day::date);

        Object[] key() {
            return new Object[] {merchantId, operatorId, date};
        }
    }

    /** The count of a day, as the commands of the batch leave it one after another. */
    private static final class Taken {

        private final long id;
        private final long asRead;
        private long fen;

        Taken(long id, long fen) {
            this.id = id;
            this.asRead = fen;
            this.fen = fen;
        }
    }

    private DayTakings(Map<Long, MerchantFacts> merchants, Instant now) {
        this.merchants = merchants;
        this.now = now;
    }

    /** Locks the days of those who take money in this batch. */
    static DayTakings locked(Reads reads, Ids ids, Map<Long, MerchantFacts> merchants, Turnover batch) {
        var takings = new DayTakings(merchants, batch.now());
        var wanted = batch.actors().stream()
                .filter(DayTakings::isCounted)
                .map(takings::dayOf)
                .distinct()
                .sorted(Day.ORDER)
                .toList();
        takings.read(reads, wanted);
        var missing =
                wanted.stream().filter(day -> !takings.days.containsKey(day)).toList();
        if (!missing.isEmpty()) {
            var rows = new Writes.Rows(MADE);
            for (var day : missing) {
                var id = ids.next();
                takings.made.add(id);
                rows.add(id, day.merchantId(), day.operatorId(), day.date(), 0L);
            }
            reads.make(rows);
            takings.read(reads, missing);
        }
        return takings;
    }

    /** Who takes money in a batch, and when. */
    record Turnover(List<Actor> actors, Instant now) {}

    private static boolean isCounted(Actor actor) {
        return actor.realm() == ActorRealm.OPERATOR && actor.id() != null;
    }

    private Day dayOf(Actor actor) {
        var merchant = Objects.requireNonNull(merchants.get(actor.merchantId()));
        return new Day(actor.merchantId(), actor.requireId(), merchant.dayOf(now));
    }

    private void read(Reads reads, List<Day> wanted) {
        var keys = wanted.stream().map(Day::key).toList();
        reads.lockedBy(
                SELECT, KEY, keys, row -> days.put(day(row), new Taken(row.number("id"), row.number("taken_fen"))));
    }

    private static Day day(Row row) {
        return new Day(row.number("merchant_id"), row.number("operator_id"), LocalDate.parse(row.text("business_day")));
    }

    /**
     * Counts what an operator takes in. Errors: {@link TopUpError#STAFF_CAP_EXCEEDED}.
     *
     * @param capFen most that one operator takes in on a day
     */
    void take(Actor actor, long fen, long capFen) {
        if (!isCounted(actor)) {
            return;
        }
        var taken = Objects.requireNonNull(days.get(dayOf(actor)));
        var left = Math.max(0, capFen - taken.fen);
        if (fen > left) {
            throw new BusinessError(TopUpError.STAFF_CAP_EXCEEDED)
                    .with("capFen", capFen)
                    .with("takenFen", taken.fen)
                    .with("leftFen", left);
        }
        taken.fen += fen;
    }

    /** Writes what has changed; a refusal alone leaves no row behind. */
    void write(Writes writes) {
        var rows = new Writes.Rows(COUNTED);
        days.forEach((day, taken) -> {
            if (taken.fen != taken.asRead) {
                rows.add(taken.id, day.merchantId(), day.operatorId(), day.date(), taken.fen);
            } else if (made.contains(taken.id)) {
                writes.change(UNMAKE, day.merchantId(), taken.id);
            }
        });
        writes.write(rows);
    }
}
