package io.kabao.ledger;

import io.kabao.access.Widening;
import java.util.Set;
import org.springframework.stereotype.Component;

/** By other roles somebody may move more alone. */
@Component
class LargerSums implements Widening {

    private final BookSettingsMapper mapper;

    LargerSums(BookSettingsMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isWider(long merchantId, Set<Long> before, Set<Long> after) {
        var rules = mapper.find(merchantId).map(stored -> stored.kept().rules()).orElse(BookRules.USUAL);
        return rules.aloneFen(after) > rules.aloneFen(before);
    }
}
