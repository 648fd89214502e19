package io.kabao.e2e;

import io.kabao.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks at the database past all our code. */
public final class Rows {

    private static final Set<String> WORKED_OFF =
            Set.of("status", "attempts", "next_attempt_at", "finished_at", "last_error");

    /**
     * Columns that change seconds after the call they come from and by no call at all: scans of a code are added
     * together, what waits in the inbox and the outbox is worked off.
     */
    private static final Map<String, Set<String>> CHANGED_BY_NO_CALL =
            Map.of("claim_code", Set.of("scans"), "inbox", WORKED_OFF, "outbox", WORKED_OFF);

    private final Sandbox sandbox;

    private Rows(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** The rows of this sandbox's database. */
    public static Rows of(Sandbox sandbox) {
        return new Rows(sandbox);
    }

    /** The first column of each row, as text; NULL is the text {@code null}. */
    public List<String> column(String query) {
        try (var connection = sandbox.database().adminConnection()) {
            return column(connection, query);
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
     * guesses and the records of refused tries, which a refusal is meant to change.
     */
    public Map<String, String> merchantsChecksums() {
        // Not CHECKSUM TABLE: over a generated column that is null it is not the same twice.
        var checksums = new TreeMap<String, String>();
        for (var table : column("""
            SELECT DISTINCT table_name FROM information_schema.columns
            WHERE table_schema = 'kabao' AND (column_name = 'merchant_id' OR table_name = 'merchant')
              AND table_name <> 'binding_guess'
            """)) {
            checksums.put(table, allOf(table, "SELECT * FROM `" + table + "` WHERE " + done(table) + " ORDER BY id"));
        }
        return checksums;
    }

    /** A digest of this merchant's own rows, table by table. */
    public Map<String, String> digestOf(long merchantId) {
        var digests = new TreeMap<String, String>();
        for (var table : column("""
            SELECT DISTINCT table_name FROM information_schema.columns
            WHERE table_schema = 'kabao' AND column_name = 'merchant_id'
            """)) {
            digests.put(
                    table,
                    allOf(
                            table,
                            "SELECT * FROM `" + table + "` WHERE merchant_id = " + merchantId + " AND " + done(table)
                                    + " ORDER BY id"));
        }
        return digests;
    }

    private static String done(String table) {
        return table.equals("audit") ? "refused_as IS NULL" : "TRUE";
    }

    private String allOf(String table, String query) {
        var left = CHANGED_BY_NO_CALL.getOrDefault(table, Set.of());
        try (var connection = sandbox.database().adminConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var digest = MessageDigest.getInstance("SHA-256");
            while (rows.next()) {
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    if (!left.contains(rows.getMetaData().getColumnName(i))) {
                        digest.update(String.valueOf(rows.getString(i)).getBytes(StandardCharsets.UTF_8));
                        digest.update((byte) 0);
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (SQLException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(query, e);
        }
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
