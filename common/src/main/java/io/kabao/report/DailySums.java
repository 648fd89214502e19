package io.kabao.report;

import io.kabao.kernel.id.Ids;
import io.kabao.ledger.BookedTxns;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the sums by day up with the books, in small steps: each moves the sums and the place up to which they go in one
 * transaction, so that a txn is counted once, however often a step is broken off or done by two at a time.
 */
@Service
public class DailySums {

    /** How far the sums stay behind. */
    public static final Duration STILL_MOVING = BookedTxns.STILL_MOVING;

    private static final int TXNS_AT_ONCE = 500;
    private static final int STEPS_MOST = 10_000;
    private static final int ROWS_AT_ONCE = 500;

    private final SumMapper mapper;
    private final Counting counting;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate inTransaction;

    DailySums(SumMapper mapper, Counting counting, Ids ids, Clock clock, TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.counting = counting;
        this.ids = ids;
        this.clock = clock;
        this.inTransaction = inTransaction;
    }

    /** Counts what has come since the last time, save the last two minutes, and says how many txns it was. */
    public int bringUp() {
        var all = 0;
        for (var step = 0; step < STEPS_MOST; step++) {
            var counted = Objects.requireNonNull(inTransaction.execute(_ -> step()));
            all += counted;
            if (counted < TXNS_AT_ONCE) {
                break;
            }
        }
        return all;
    }

    private int step() {
        var after = mapper.lockCursor();
        var upTo = Ids.firstOf(clock.instant().minus(STILL_MOVING)) - 1;
        var counted = new Counted(counting.zones());
        var txns = counting.count(new Span(null, after, upTo, TXNS_AT_ONCE), counted);
        if (!txns.isEmpty()) {
            write(counted);
            if (mapper.moveCursor(after, txns.getLast().id()) != 1) {
                throw new IllegalStateException("The place up to which the books are summed moved under its lock");
            }
        }
        return txns.size();
    }

    private void write(Counted counted) {
        write(counted.days(), row -> new SumMapper.AddedDay(ids.next(), row.getKey(), row.getValue()), mapper::addDays);
        write(
                counted.came(),
                row -> new SumMapper.CamePatron(ids.next(), row.getKey(), row.getValue()),
                mapper::putPatrons);
        write(
                counted.people(),
                row -> new SumMapper.AddedPeople(ids.next(), row.getKey(), row.getValue()),
                mapper::addPeople);
        write(
                counted.pairs(),
                row -> new SumMapper.AddedPair(ids.next(), row.getKey(), row.getValue()),
                mapper::addPairs);
    }

    private static <K, V, R> void write(Map<K, V> counted, Function<Map.Entry<K, V>, R> row, Consumer<List<R>> into) {
        var rows = counted.entrySet().stream().map(row).toList();
        for (var from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            into.accept(rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
        }
    }
}
