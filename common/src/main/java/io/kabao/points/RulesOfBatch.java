package io.kabao.points;

import io.kabao.ledger.Reads;
import io.kabao.ledger.Snapshots;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Rules of points for the books' batches. */
@Component
public class RulesOfBatch {

    private final Snapshots<PointsRules> snapshots;

    RulesOfBatch(JsonMapper json) {
        this.snapshots = new Snapshots<>("points_ruleset", PointsRules.class, json);
    }

    /** Snapshots by their ids. */
    public Map<Long, PointsRules> of(Reads reads, Collection<Long> ids) {
        return snapshots.of(reads, ids);
    }
}
