package io.kabao.e2e;

import io.kabao.sandbox.Sandbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at the database past all our code. */
public final class Rows {

    private static final Set<String> WORKED_OFF =
            Set.of("status", "attempts", "next_attempt_at", "finished_at", "last_error");

    /**
     * Columns that change seconds after the call they come from and by no call at all: scans of a code are added
     * together, what waits in the inbox and the outbox is worked off, batches of prints are made, commissions are settled, those
     * below a member whose referrer changed follow.
     */
    private static final Map<String, Set<String>> CHANGED_BY_NO_CALL = Map.of(
            "claim_code",
            Set.of("scans"),
            "inbox",
            WORKED_OFF,
            "outbox",
            WORKED_OFF,
            "material_batch",
            Set.of(
                    "status",
                    "running",
                    "done",
                    "failed",
                    "lease_no",
                    "lease_until",
                    "bytes",
                    "has_file",
                    "finished_at"),
            "material_item",
            Set.of("failed_as"),
            "commission",
            Set.of("booked", "revision", "lot_id", "holder_id", "settle_at"),
            "member",
            Set.of("second_referrer_id", "third_referrer_id"));

    /** Sums, counts of guesses, work to be done and files that are made later: {@link #merchantsChecksums} says why. */
    private static final Set<String> OF_NO_DIGEST = Set.of(
            "binding_guess",
            "sum_cursor",
            "daily_sum",
            "patron",
            "patron_count",
            "clearing_sum",
            "card_growth",
            "claim_code_day",
            "commission_got",
            "member_ancestry",
            "reminder",
            "material_chunk");

    private static final String COLUMNS = """
            SELECT CONCAT(c.table_name, '/', c.column_name)
            FROM information_schema.columns c
            WHERE c.table_schema = 'kabao'
              AND (c.table_name = 'merchant' OR c.table_name IN (
                SELECT m.table_name FROM information_schema.columns m
                WHERE m.table_schema = 'kabao' AND m.column_name = 'merchant_id'))
            ORDER BY c.table_name, c.ordinal_position
            """;

    private static final Map<String, String> EXPRESSIONS = new TreeMap<>();

    private final Sandbox sandbox;
    private final @Nullable Connection kept;

    private Rows(Sandbox sandbox, @Nullable Connection kept) {
        this.sandbox = sandbox;
        this.kept = kept;
    }

    /** The rows of this sandbox's database. */
    public static Rows of(Sandbox sandbox) {
        return new Rows(sandbox, null);
    }

    /** Lets work that looks often do so over one connection, instead of a new one for each look. */
    public void overOneConnection(Consumer<Rows> work) {
        try (var connection = sandbox.database().adminConnection()) {
            work.accept(new Rows(sandbox, connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row, as text; NULL is the text {@code null}. */
    public List<String> column(String query) {
        try {
            if (kept != null) {
                return column(kept, query);
            }
            try (var connection = sandbox.database().adminConnection()) {
                return column(connection, query);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The single number that the query finds. */
    public long number(String query) {
        return Long.parseLong(column(query).getFirst());
    }

    /** Changes rows and says how many. */
    public int change(String statement) {
        try (var connection = sandbox.database().adminConnection();
                var change = connection.createStatement()) {
            return change.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /**
     * A checksum of each table that has a merchant in it, and of the merchants themselves; without the counts of wrong
     * guesses and the records of refused tries, which a refusal is meant to change, and without the sums by day, which a
     * job brings up minutes after the call.
     */
    public Map<String, String> merchantsChecksums() {
        // Not CHECKSUM TABLE: over a generated column that is null it is not the same twice.
        return inOneSession(connection -> {
            var tables = new ArrayList<>(tablesOfMerchants(connection));
            tables.add("merchant");
            return digests(connection, tables, _ -> "TRUE");
        });
    }

    /** A digest of this merchant's own rows, table by table; without what {@link #merchantsChecksums} leaves out. */
    public Map<String, String> digestOf(long merchantId) {
        return inOneSession(
                connection -> digests(connection, tablesOfMerchants(connection), _ -> "merchant_id = " + merchantId));
    }

    /** Likewise of several merchants in one look; a table in which a merchant has no row is not among theirs. */
    public Map<Long, Map<String, String>> digestsOf(Collection<Long> merchantIds) {
        var ids = merchantIds.stream().map(String::valueOf).collect(Collectors.joining(","));
        return inOneSession(connection -> {
            var queries = new ArrayList<String>();
            for (var table : tablesOfMerchants(connection)) {
                var which = "merchant_id IN (" + ids + ")";
                queries.add(digest(connection, table, "merchant_id, '/', ", which) + " GROUP BY merchant_id");
            }
            var digests = new TreeMap<Long, Map<String, String>>();
            merchantIds.forEach(id -> digests.put(id, new TreeMap<>()));
            for (var row : column(connection, String.join(" UNION ALL ", queries))) {
                var parts = row.split("/", 3);
                digests.getOrDefault(Long.valueOf(parts[0]), new TreeMap<>()).put(parts[1], parts[2]);
            }
            return digests;
        });
    }

    /** A digest of the rows that a condition finds in its table; without what {@link #merchantsChecksums} leaves out. */
    public Map<String, String> digestOf(Map<String, String> conditions) {
        if (conditions.isEmpty()) {
            return Map.of();
        }
        return inOneSession(connection -> {
            var tables = tablesOfMerchants(connection).stream()
                    .filter(conditions::containsKey)
                    .toList();
            return digests(connection, tables, table -> conditions.getOrDefault(table, "FALSE"));
        });
    }

    /** How many rows each merchant but these has, table by table. */
    public Map<String, Long> countsOfAllBut(Collection<Long> merchantIds) {
        var left = merchantIds.stream().map(String::valueOf).collect(Collectors.joining(","));
        return inOneSession(connection -> {
            var counts = new TreeMap<String, Long>();
            for (var table : tablesOfMerchants(connection)) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("SELECT merchant_id, COUNT(*) FROM `" + table
                                + "` WHERE merchant_id NOT IN (" + left + ") GROUP BY merchant_id")) {
                    while (rows.next()) {
                        counts.put(table + " of " + rows.getLong(1), rows.getLong(2));
                    }
                }
            }
            return counts;
        });
    }

    private interface Look<T> {
        T at(Connection connection) throws SQLException;
    }

    private <T> T inOneSession(Look<T> look) {
        try (var connection = sandbox.database().adminConnection()) {
            return look.at(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tablesOfMerchants(Connection connection) throws SQLException {
        return expressions(connection).keySet().stream()
                .filter(table -> !table.equals("merchant"))
                .toList();
    }

    /** By table with a merchant in it, what makes one text of a row. Tables don't change while tests run. */
    private static Map<String, String> expressions(Connection connection) throws SQLException {
        synchronized (EXPRESSIONS) {
            if (EXPRESSIONS.isEmpty()) {
                for (var column : column(connection, COLUMNS)) {
                    var place = column.split("/", -1);
                    if (!CHANGED_BY_NO_CALL.getOrDefault(place[0], Set.of()).contains(place[1])) {
                        var text = "IFNULL(HEX(`%s`), '-')".formatted(place[1]);
                        EXPRESSIONS.merge(place[0], text, (all, one) -> all + ", " + one);
                    }
                }
                OF_NO_DIGEST.forEach(EXPRESSIONS::remove);
            }
            return EXPRESSIONS;
        }
    }

    /** Of each table: how many rows, and a digest of all of them whatever their order. */
    private static Map<String, String> digests(Connection connection, List<String> tables, UnaryOperator<String> which)
            throws SQLException {
        var queries = new ArrayList<String>();
        for (var table : tables) {
            queries.add(digest(connection, table, "", which.apply(table)));
        }
        var digests = new TreeMap<String, String>();
        for (var digest : column(connection, String.join(" UNION ALL ", queries))) {
            digests.put(digest.substring(0, digest.indexOf('/')), digest);
        }
        return digests;
    }

    private static String digest(Connection connection, String table, String first, String which) throws SQLException {
        var done = table.equals("audit") ? "refused_as IS NULL" : "TRUE";
        var row = "CONCAT_WS('.', " + expressions(connection).getOrDefault(table, "''") + ")";
        return "SELECT CAST(CONCAT(%s'%s/', COUNT(*), '/', BIT_XOR(CONV(LEFT(SHA2(%s, 256), 16), 16, 10))) AS CHAR) FROM `%s`"
                        .formatted(first, table, row, table)
                + " WHERE " + which + " AND " + done;
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getObject(1)));
            }
            return values;
        }
    }
}
