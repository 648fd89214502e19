package io.kabao.level;

import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Snapshots;
import java.util.ArrayList;
import java.util.Collection;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Levels for the books' batches. */
@Component
public class LaddersOfBatch {

    private final Snapshots<Ladder> snapshots;

    LaddersOfBatch(JsonMapper json) {
        this.snapshots = new Snapshots<>("level_ladder", Ladder.class, json);
    }

    /** The levels of these merchants that are in force. */
    public LaddersInForce of(Reads reads, Collection<MerchantTerms> terms) {
        var ids = new ArrayList<Long>();
        for (var each : terms) {
            if (each.ladderId() != null) {
                ids.add(each.ladderId());
            }
        }
        return new LaddersInForce(snapshots.of(reads, ids));
    }
}
