package io.kabao.report;

import io.kabao.kernel.json.JsonId;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What one store sold and another redeemed: the store that took the money in owes the one that was paid with it. A refund
 * takes back what its order was cleared with. Money that came in at no store, and orders of none, stand under none.
 */
@Service
public class Clearing {

    private final SumsNow sums;
    private final Merchants merchants;
    private final Clock clock;

    Clearing(SumsNow sums, Merchants merchants, Clock clock) {
        this.sums = sums;
        this.merchants = merchants;
        this.clock = clock;
    }

    /**
     * What is to be settled; amounts in fen.
     *
     * @param stores what each gets from the others together; they come to nothing
     */
    public record Sheet(LocalDate from, LocalDate to, List<Pair> pairs, List<Net> stores) {}

    /** A store; none for what happened at no store. */
    public record Named(@JsonId @Nullable Long id, @Nullable String name) {}

    /** What a store sold and another redeemed; the same twice: its own. */
    public record Pair(Named sold, Named redeemed, long principalFen, long bonusFen) {}

    /**
     * A store against all others.
     *
     * @param owesFen what others redeemed of its money
     * @param owedFen what it redeemed of theirs
     * @param netFen what it gets; below zero: pays
     */
    public record Net(Named store, long owesFen, long owedFen, long netFen) {}

    /** Of business days, both included. Errors: {@link ReportError#RANGE_WRONG}. */
    public Sheet show(long merchantId, @Nullable LocalDate from, @Nullable LocalDate to) {
        var zone = merchants.require(merchantId).zoneId();
        var range = DayRange.of(from, to, LocalDate.ofInstant(clock.instant(), zone));
        var days = new SumMapper.Days(merchantId, Set.of(SumKeys.WHOLE), range.from(), range.to());
        return sums.atOneMoment(() -> {
            var pairs = sums.pairs(days, sums.tail(merchantId));
            pairs.values().removeIf(money -> money.principalFen() == 0 && money.bonusFen() == 0);
            var ids = new HashSet<Long>();
            pairs.keySet().forEach(pair -> ids.addAll(List.of(pair.soldStoreId(), pair.usedStoreId())));
            var names = sums.storeNames(merchantId, ids);
            return new Sheet(range.from(), range.to(), pairs(pairs, names), nets(pairs, names));
        });
    }

    private static List<Pair> pairs(Map<SumKeys.Pair, SumKeys.Money> pairs, Map<Long, String> names) {
        return pairs.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<SumKeys.Pair, SumKeys.Money> pair) ->
                                pair.getKey().soldStoreId())
                        .thenComparing(pair -> pair.getKey().usedStoreId()))
                .map(pair -> new Pair(
                        named(pair.getKey().soldStoreId(), names),
                        named(pair.getKey().usedStoreId(), names),
                        pair.getValue().principalFen(),
                        pair.getValue().bonusFen()))
                .toList();
    }

    private static List<Net> nets(Map<SumKeys.Pair, SumKeys.Money> pairs, Map<Long, String> names) {
        var owes = new TreeMap<Long, Long>();
        var owed = new TreeMap<Long, Long>();
        pairs.forEach((pair, money) -> {
            if (pair.soldStoreId() != pair.usedStoreId()) {
                var fen = money.principalFen() + money.bonusFen();
                owes.merge(pair.soldStoreId(), fen, Long::sum);
                owed.merge(pair.usedStoreId(), fen, Long::sum);
                owes.putIfAbsent(pair.usedStoreId(), 0L);
                owed.putIfAbsent(pair.soldStoreId(), 0L);
            }
        });
        return owes.keySet().stream()
                .map(store -> {
                    var pays = owes.getOrDefault(store, 0L);
                    var gets = owed.getOrDefault(store, 0L);
                    return new Net(named(store, names), pays, gets, gets - pays);
                })
                .toList();
    }

    private static Named named(long storeId, Map<Long, String> names) {
        return storeId == 0 ? new Named(null, null) : new Named(storeId, names.get(storeId));
    }
}
