package io.kabao.referral;

import io.kabao.ledger.Reads;
import io.kabao.ledger.Snapshots;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Rules of referral for the books' batches; only those that were in force are asked for, which never change. */
@Component
class RulesById {

    private final Snapshots<ReferralRule> snapshots;

    RulesById(JsonMapper json) {
        this.snapshots = new Snapshots<>("referral_rule", ReferralRule.class, json);
    }

    Map<Long, ReferralRule> of(Reads reads, Collection<Long> ids) {
        return snapshots.of(reads, ids);
    }
}
