package io.kabao.report;

import io.kabao.merchant.Merchants;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/** Reads txns of a stretch and counts them: for the sums once and for all, and for a reader who will not wait for that. */
@Component
class Counting {

    private final SumMapper mapper;
    private final Merchants merchants;

    Counting(SumMapper mapper, Merchants merchants) {
        this.mapper = mapper;
        this.merchants = merchants;
    }

    /** The zones of merchants, each read once. */
    LongFunction<ZoneId> zones() {
        Map<Long, ZoneId> known = new HashMap<>();
        return merchantId ->
                known.computeIfAbsent(merchantId, id -> merchants.require(id).zoneId());
    }

    /** Counts the next txns of a stretch and says which they were; none: nothing is left. */
    List<Movement> count(Span span, Counted counted) {
        var txns = mapper.movements(span);
        if (txns.isEmpty()) {
            return txns;
        }
        var whose = txns.stream()
                .map(txn -> new SumMapper.OfMerchant(txn.merchantId(), txn.holderId()))
                .distinct()
                .toList();
        for (var known : mapper.patrons(whose)) {
            var patron = new SumKeys.Patron(known.merchantId(), known.holderId(), known.flow(), known.storeId());
            counted.know(patron, known.lastDay());
        }
        txns.forEach(counted::count);
        var read = span.endingAt(txns.getLast().id());
        mapper.used(read).forEach(used -> counted.use(used, false));
        mapper.givenBack(read).forEach(back -> counted.use(back, true));
        return txns;
    }
}
