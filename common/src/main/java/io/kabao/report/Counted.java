package io.kabao.report;

import io.kabao.kernel.id.Ids;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What txns add to the sums. They come in the order of their ids, and a txn's day is that of its id in its merchant's zone, so
 * that days never go back and each txn is counted on the same day by whoever counts it.
 */
final class Counted {

    private final LongFunction<ZoneId> zoneOf;
    private final Map<SumKeys.Patron, LocalDate> patrons = new HashMap<>();
    private final Map<SumKeys.Patron, LocalDate> came = new HashMap<>();
    private final Map<SumKeys.OfDay, Figures> days = new HashMap<>();
    private final Map<SumKeys.Came, Long> people = new HashMap<>();
    private final Map<SumKeys.Pair, SumKeys.Money> pairs = new HashMap<>();

    Counted(LongFunction<ZoneId> zoneOf) {
        this.zoneOf = zoneOf;
    }

    /** When somebody came last, as the sums have it. */
    void know(SumKeys.Patron patron, LocalDate lastDay) {
        patrons.putIfAbsent(patron, lastDay);
    }

    /** Those whose last day has to be known before a txn is counted: at its store, and at all. */
    static List<SumKeys.Patron> patronsOf(Movement txn) {
        var whole = new SumKeys.Patron(txn.merchantId(), txn.holderId(), txn.bizType(), SumKeys.WHOLE);
        return txn.storeId() == null
                ? List.of(whole)
                : List.of(whole, new SumKeys.Patron(txn.merchantId(), txn.holderId(), txn.bizType(), txn.storeId()));
    }

    void count(Movement txn) {
        var day = dayOf(txn.merchantId(), txn.id());
        for (var patron : patronsOf(txn)) {
            var figures = Figures.of(txn);
            days.merge(ofDay(patron, day), figures, Figures::plus);
            days.merge(ofDay(patron, SumKeys.ALL_DAYS), figures, Figures::plus);
            countPerson(patron, day);
        }
    }

    private static SumKeys.OfDay ofDay(SumKeys.Patron patron, LocalDate day) {
        return new SumKeys.OfDay(patron.merchantId(), patron.storeId(), day, patron.flow());
    }

    private void countPerson(SumKeys.Patron patron, LocalDate day) {
        var last = patrons.get(patron);
        // A day goes back only where a merchant has moved to another zone: who was counted stays counted.
        if (last != null && !day.isAfter(last)) {
            return;
        }
        patrons.put(patron, day);
        came.put(patron, day);
        if (last == null) {
            addPerson(patron, SumKeys.ALL_DAYS, SumKeys.LONG_AGO);
            addPerson(patron, day, SumKeys.LONG_AGO);
        } else {
            var isLongAgo = ChronoUnit.DAYS.between(last, day) >= TxnSearch.DAYS_MOST;
            addPerson(patron, day, isLongAgo ? SumKeys.LONG_AGO : last);
        }
    }

    private void addPerson(SumKeys.Patron patron, LocalDate day, LocalDate before) {
        people.merge(
                new SumKeys.Came(patron.merchantId(), patron.storeId(), day, patron.flow(), before), 1L, Long::sum);
    }

    /** Money that an order was paid with; with {@code back} money that went back. */
    void use(Movement.Used used, boolean back) {
        var sign = back ? -1 : 1;
        var pair = new SumKeys.Pair(
                used.merchantId(),
                dayOf(used.merchantId(), used.txnId()),
                orNone(used.soldStoreId()),
                orNone(used.usedStoreId()));
        var money = new SumKeys.Money(sign * used.principalFen(), sign * used.bonusFen());
        pairs.merge(pair, money, SumKeys.Money::plus);
    }

    private static long orNone(@Nullable Long storeId) {
        return storeId == null ? 0 : storeId;
    }

    private LocalDate dayOf(long merchantId, long txnId) {
        return LocalDate.ofInstant(Ids.timeOf(txnId), zoneOf.apply(merchantId));
    }

    Map<SumKeys.OfDay, Figures> days() {
        return days;
    }

    /** Those who came on another day than the one that was known. */
    Map<SumKeys.Patron, LocalDate> came() {
        return came;
    }

    Map<SumKeys.Came, Long> people() {
        return people;
    }

    Map<SumKeys.Pair, SumKeys.Money> pairs() {
        return pairs;
    }
}
