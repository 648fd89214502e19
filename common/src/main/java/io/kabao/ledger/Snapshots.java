package io.kabao.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rules of merchants for the books' batches: a snapshot never changes, so each is read once by a process that remembers it.
 *
 * @param <T> what one says
 */
public final class Snapshots<T> {

    private static final int REMEMBERED = 2_000;

    private final Cache<Long, T> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final String select;
    private final Class<T> type;
    private final JsonMapper json;

    /**
     * Those of one table.
     *
     * @param table with columns {@code id} and {@code content}, JSON of the type
     */
    public Snapshots(String table, Class<T> type, JsonMapper json) {
        this.select = "SELECT id, content FROM " + table + " WHERE id IN (:keys)";
        this.type = type;
        this.json = json;
    }

    /** Snapshots by their ids; only those that the process has not seen yet are read. */
    public Map<Long, T> of(Reads reads, Collection<Long> ids) {
        var wanted = ids.stream().distinct().toList();
        var found = new HashMap<Long, T>(known.getAllPresent(wanted));
        var missing = wanted.stream().filter(id -> !found.containsKey(id)).toList();
        reads.in(select, missing, row -> {
            var read = json.readValue(row.text("content"), type);
            known.put(row.number("id"), read);
            found.put(row.number("id"), read);
            return read;
        });
        return found;
    }
}
