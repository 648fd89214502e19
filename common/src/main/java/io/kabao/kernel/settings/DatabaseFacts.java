package io.kabao.kernel.settings;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a database server says of itself and of the user that asks.
 *
 * @param version as SELECT VERSION() gives it: 8.0.36, 11.4.5-MariaDB-log
 * @param variables session variables by their lower-case names
 * @param privileges what the user may do in the current database, directly granted; roles are not looked into
 */
record DatabaseFacts(String version, Map<String, String> variables, Set<Privilege> privileges) {
    private static final String VARIABLES = """
        SHOW SESSION VARIABLES WHERE Variable_name IN (
          'transaction_isolation', 'tx_isolation', 'sql_mode', 'character_set_client', 'character_set_connection',
          'innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin')
        """;

    private static final String PRIVILEGES = """
        SELECT PRIVILEGE_TYPE, '' FROM information_schema.USER_PRIVILEGES WHERE GRANTEE = ?
        UNION ALL
        SELECT PRIVILEGE_TYPE, '' FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE = ? AND ? LIKE TABLE_SCHEMA
        UNION ALL
        SELECT PRIVILEGE_TYPE, TABLE_NAME FROM information_schema.TABLE_PRIVILEGES
        WHERE GRANTEE = ? AND TABLE_SCHEMA = ?
        """;

    /**
     * A right of the user.
     *
     * @param type as the server names it: UPDATE, CREATE VIEW
     * @param table the table it is limited to, empty if it holds for all
     */
    record Privilege(String type, String table) {}

    static DatabaseFacts read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT VERSION(), CURRENT_USER(), DATABASE()")) {
            row.next();
            var user = row.getString(2);
            int at = user.lastIndexOf('@');
            var grantee = "'" + user.substring(0, at) + "'@'" + user.substring(at + 1) + "'";
            var database = row.getString(3);
            return new DatabaseFacts(
                    row.getString(1), variables(connection), privileges(connection, grantee, database));
        }
    }

    private static Map<String, String> variables(Connection connection) throws SQLException {
        var variables = new HashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(VARIABLES)) {
            while (rows.next()) {
                variables.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
            }
        }
        return variables;
    }

    private static Set<Privilege> privileges(Connection connection, String grantee, String database)
            throws SQLException {
        var privileges = new HashSet<Privilege>();
        try (PreparedStatement statement = connection.prepareStatement(PRIVILEGES)) {
            statement.setString(1, grantee);
            statement.setString(2, grantee);
            statement.setString(3, database);
            statement.setString(4, grantee);
            statement.setString(5, database);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    privileges.add(new Privilege(
                            rows.getString(1).toUpperCase(Locale.ROOT),
                            rows.getString(2).toLowerCase(Locale.ROOT)));
                }
            }
        }
        return privileges;
    }
}
