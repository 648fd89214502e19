package io.kabao.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a batch: one statement for all its commands, by lists of keys whose length is a power of two, so that few
 * different statements are prepared.
 */
public final class Reads {

    /** Keys of one statement; more are read by several. */
    private static final int KEYS_MOST = 512;

    private static final String KEYS = ":keys";

    private static final String LOCK = "FOR UPDATE";
    private static final String LOCK_AT_ONCE = LOCK + " NOWAIT";
    private static final String SHARE = "LOCK IN SHARE MODE";

    private final Connection connection;
    private final boolean waits;
    private @Nullable BatchFacts facts;

    /**
     * Those of a batch.
     *
     * @param waits for rows that others have locked, some time
     */
    Reads(Connection connection, boolean waits) {
        this.connection = connection;
        this.waits = waits;
    }

    void know(BatchFacts batch) {
        facts = batch;
    }

    /** The card that a booking of the batch names; null for a command on the holder itself. */
    public @Nullable CardState cardOf(Booking booking) {
        var cards = Objects.requireNonNull(facts).cardsOf(booking);
        return cards.isEmpty() ? null : cards.getFirst();
    }

    /**
     * Rows by one column.
     *
     * @param sql with {@code column IN (:keys)}
     * @param keys none reads nothing
     */
    public <T> List<T> in(String sql, Collection<?> keys, Row.Reader<T> reader) {
        var distinct = keys.stream().distinct().map(key -> new Object[] {key}).toList();
        return chunks(distinct, sql, size -> "?" + ",?".repeat(size - 1), reader);
    }

    /**
     * Rows by several columns together.
     *
     * @param sql with {@code (:keys)} where the comparisons go
     * @param columns of the keys
     * @param keys each with a value for every column; none reads nothing
     */
    public <T> List<T> by(String sql, List<String> columns, List<Object[]> keys, Row.Reader<T> reader) {
        var one = "(" + String.join(" = ? AND ", columns) + " = ?)";
        return chunks(keys, sql, size -> one + (" OR " + one).repeat(size - 1), reader);
    }

    /**
     * Rows by one column, locked until the commit. Where others have one of them, the commands that need it are tried again
     * later.
     *
     * @param sql with {@code column IN (:keys)}; in an order that is always the same
     * @param keys none locks nothing
     */
    public <T> List<T> locked(String sql, Collection<?> keys, Row.Reader<T> reader) {
        return in(locking(sql), keys, reader);
    }

    /**
     * Rows by several columns together, likewise.
     *
     * @param columns of the keys
     */
    public <T> List<T> lockedBy(String sql, List<String> columns, List<Object[]> keys, Row.Reader<T> reader) {
        return by(locking(sql), columns, keys, reader);
    }

    /**
     * Rows by one column that nobody changes until the commit; others may hold them so at the same time. Who waits for nobody locks
     * them instead, since databases differ in how that is said of sharing.
     *
     * @param sql with {@code column IN (:keys)}; in an order that is always the same
     * @param keys none holds nothing
     */
    public <T> List<T> shared(String sql, Collection<?> keys, Row.Reader<T> reader) {
        return in(sql + (waits ? SHARE : LOCK_AT_ONCE), keys, reader);
    }

    private String locking(String sql) {
        return sql + (waits ? LOCK : LOCK_AT_ONCE);
    }

    /**
     * Makes rows that have to be there to be locked, such as counters that several holders share. One that is there already
     * has to stay as it is by its table's rewritten columns; made or found, they are locked until the commit.
     */
    public void make(Writes.Rows rows) {
        new Writes(connection).write(rows);
    }

    private interface Places {
        String of(int size);
    }

    private <T> List<T> chunks(List<Object[]> keys, String sql, Places places, Row.Reader<T> reader) {
        var found = new ArrayList<T>();
        for (var from = 0; from < keys.size(); from += KEYS_MOST) {
            var chunk = keys.subList(from, Math.min(keys.size(), from + KEYS_MOST));
            var size = powerOfTwo(chunk.size());
            read(sql.replace(KEYS, places.of(size)), padded(chunk, size), reader, found);
        }
        return found;
    }

    private <T> void read(String sql, List<Object[]> keys, Row.Reader<T> reader, List<T> found) {
        try (var statement = connection.prepareStatement(sql)) {
            var place = 1;
            for (var key : keys) {
                for (var value : key) {
                    set(statement, place++, value);
                }
            }
            try (var rows = statement.executeQuery()) {
                var row = new Row(rows);
                while (rows.next()) {
                    found.add(reader.of(row));
                }
            }
        } catch (SQLException e) {
            throw new Row.Failed(e);
        }
    }

    /** The last key again until the list is long enough: it finds nothing more. */
    private static List<Object[]> padded(List<Object[]> keys, int size) {
        var padded = new ArrayList<>(keys);
        while (padded.size() < size) {
            padded.add(keys.getLast());
        }
        return padded;
    }

    static int powerOfTwo(int atLeast) {
        return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
    }

    static void set(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(place, null);
            case Instant time -> statement.setObject(place, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            case Enum<?> named -> statement.setString(place, named.name());
            case Long number -> statement.setLong(place, number);
            case byte[] bytes -> statement.setBytes(place, bytes);
            case String text -> statement.setString(place, text);
            default -> statement.setObject(place, value);
        }
    }
}
