package io.kabao.report;

import io.kabao.kernel.id.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sums as they are at one moment: those that were counted, and what has been booked since, counted while the reader
 * waits. What was booked since is some minutes' txns, whatever came before.
 */
@Component
class SumsNow {

    private static final int TXNS_AT_ONCE = 1_000;

    /** So many steps are counted for a reader; what comes behind them is not in the figures, which say up to when they go. */
    private static final int STEPS_MOST = 200;

    private final SumMapper mapper;
    private final Counting counting;
    private final TransactionTemplate atOneMoment;

    SumsNow(SumMapper mapper, Counting counting, PlatformTransactionManager transactions) {
        this.mapper = mapper;
        this.counting = counting;
        this.atOneMoment = new TransactionTemplate(transactions);
        this.atOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Reads everything at one moment: no txn is in the sums and behind them, too. */
    <T> T atOneMoment(Supplier<T> read) {
        return Objects.requireNonNull(atOneMoment.execute(_ -> read.get()));
    }

    /**
     * What a merchant has booked behind the sums.
     *
     * @param cutOffAt the last that was counted, where there was too much of it; null: all was
     */
    record Tail(Counted counted, @Nullable Instant cutOffAt) {}

    Tail tail(long merchantId) {
        var counted = new Counted(counting.zones());
        var after = mapper.cursor();
        for (var step = 0; step < STEPS_MOST; step++) {
            var txns = counting.count(new Span(merchantId, after, Long.MAX_VALUE, TXNS_AT_ONCE), counted);
            if (!txns.isEmpty()) {
                after = txns.getLast().id();
            }
            if (txns.size() < TXNS_AT_ONCE) {
                return new Tail(counted, null);
            }
        }
        return new Tail(counted, Ids.timeOf(after));
    }

    /** Figures of stores for a range of days, by flow. */
    Map<String, Figures> figures(SumMapper.Days days, Tail tail) {
        Map<String, Figures> found = new TreeMap<>();
        mapper.sums(days).forEach(of -> found.merge(of.flow(), of.figures(), Figures::plus));
        tail.counted().days().forEach((key, figures) -> {
            if (days.stores().contains(key.storeId()) && isWithin(key.day(), days.from(), days.to())) {
                found.merge(key.flow(), figures, Figures::plus);
            }
        });
        return found;
    }

    /** Those who came within a range of days, by flow; nobody knows of several stores together. */
    Map<String, Long> people(SumMapper.Days days, Tail tail) {
        Map<String, Long> found = new HashMap<>();
        var store = days.stores().iterator().next();
        mapper.people(days.merchantId(), store, days.from(), days.to())
                .forEach(of -> found.merge(of.flow(), of.people(), Long::sum));
        tail.counted().people().forEach((key, people) -> {
            if (key.storeId() == store
                    && isWithin(key.day(), days.from(), days.to())
                    && key.dayBefore().isBefore(days.from())) {
                found.merge(key.flow(), people, Long::sum);
            }
        });
        return found;
    }

    /** Money between stores within a range of days. */
    Map<SumKeys.Pair, SumKeys.Money> pairs(SumMapper.Days days, Tail tail) {
        Map<SumKeys.Pair, SumKeys.Money> found = new HashMap<>();
        for (var pair : mapper.pairs(days.merchantId(), days.from(), days.to())) {
            var key = new SumKeys.Pair(days.merchantId(), SumKeys.ALL_DAYS, pair.soldStoreId(), pair.usedStoreId());
            found.put(key, new SumKeys.Money(pair.principalFen(), pair.bonusFen()));
        }
        tail.counted().pairs().forEach((key, money) -> {
            if (isWithin(key.day(), days.from(), days.to())) {
                var pair = new SumKeys.Pair(key.merchantId(), SumKeys.ALL_DAYS, key.soldStoreId(), key.usedStoreId());
                found.merge(pair, money, SumKeys.Money::plus);
            }
        });
        return found;
    }

    /** What stores are called. */
    Map<Long, String> storeNames(long merchantId, Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            mapper.storeNames(merchantId, List.copyOf(ids)).forEach(store -> names.put(store.id(), store.name()));
        }
        return names;
    }

    private static boolean isWithin(LocalDate day, LocalDate from, LocalDate to) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
