package io.kabao.spend;

import io.kabao.level.Fact;
import io.kabao.level.GrowthSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What orders and their refunds count for: what was paid with money, and the points that were earned. */
@Component
class SpendGrowth implements GrowthSource {

    private final SpendGrowthMapper mapper;

    SpendGrowth(SpendGrowthMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public List<Fact> facts(List<Long> txnIds) {
        return mapper.facts(txnIds);
    }

    @Override
    public Map<Long, Long> largestTopUps(long merchantId, Collection<Long> cards, Stretch within) {
        return Map.of();
    }
}
