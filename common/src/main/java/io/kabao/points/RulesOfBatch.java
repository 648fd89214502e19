package io.kabao.points;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kabao.ledger.Reads;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Rules for the books' batches: a snapshot never changes, so each is read once by a process that remembers it. */
@Component
public class RulesOfBatch {

    private static final int REMEMBERED = 2_000;
    private static final String SELECT = "SELECT id, content FROM points_ruleset WHERE id IN (:keys)";

    private final Cache<Long, PointsRules> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final JsonMapper json;

    RulesOfBatch(JsonMapper json) {
        this.json = json;
    }

    /** Snapshots by their ids. */
    public Map<Long, PointsRules> of(Reads reads, Collection<Long> ids) {
        var rules = new HashMap<Long, PointsRules>(known.getAllPresent(ids));
        var missing =
                ids.stream().filter(id -> !rules.containsKey(id)).distinct().toList();
        reads.in(SELECT, missing, row -> {
            var read = json.readValue(row.text("content"), PointsRules.class);
            known.put(row.number("id"), read);
            rules.put(row.number("id"), read);
            return read;
        });
        return rules;
    }
}
