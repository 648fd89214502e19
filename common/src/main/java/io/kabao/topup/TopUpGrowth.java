package io.kabao.topup;

import io.kabao.level.Fact;
import io.kabao.level.GrowthSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What money counts for that came in and went out again: what was paid, and not what was given for it. */
@Component
class TopUpGrowth implements GrowthSource {

    private final TopUpGrowthMapper mapper;

    TopUpGrowth(TopUpGrowthMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public List<Fact> facts(List<Long> txnIds) {
        return mapper.facts(txnIds);
    }

    @Override
    public Map<Long, Long> largestTopUps(long merchantId, Collection<Long> cards, Stretch within) {
        var largest = new HashMap<Long, Long>();
        mapper.largest(merchantId, cards, within).forEach(most -> largest.put(most.cardId(), most.fen()));
        return largest;
    }
}
