package io.kabao.kernel.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After the migrations, lets the app's own database user change every table but the append-only ones. Grants add up in
 * MySQL and can't be taken back for a single table, so that user has only SELECT and INSERT on the schema as a whole.
 * Where one user does both there is nothing to grant.
 */
class AppUserGrants extends BaseCallback {

    /** Tables that grow and are never changed: not by code, and not by grant. */
    static final Set<String> APPEND_ONLY = Set.of("audit");

    private static final Logger LOG = LoggerFactory.getLogger(AppUserGrants.class);
    private static final Set<String> NOT_THE_APPS = Set.of("flyway_schema_history");

    private final String appUser;

    AppUserGrants(String appUser) {
        this.appUser = appUser;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return false;
    }

    @Override
    public void handle(Event event, Context context) {
        var connection = context.getConnection();
        try (var statement = connection.createStatement()) {
            if (currentUser(statement).equals(appUser)) {
                return;
            }
            for (var grantee : granteesOf(statement)) {
                for (var table : tables(statement)) {
                    statement.execute("GRANT UPDATE, DELETE ON `%s` TO %s".formatted(table, grantee));
                }
            }
        } catch (SQLException e) {
            LOG.warn("The migration user may not grant; grant UPDATE and DELETE to the app's user yourself", e);
        }
    }

    private static String currentUser(java.sql.Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT SUBSTRING_INDEX(CURRENT_USER(), '@', 1)")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The accounts of the app's user that already hold rights on this schema: one for each host part. */
    private List<String> granteesOf(java.sql.Statement statement) throws SQLException {
        var quoted = "'" + appUser.replace("'", "''") + "'";
        var grantees = new ArrayList<String>();
        try (var rows = statement.executeQuery("""
                SELECT DISTINCT grantee FROM information_schema.schema_privileges
                WHERE table_schema = DATABASE() AND grantee LIKE CONCAT('''', REPLACE(%s, '_', '\\_'), '''@%%')
                """.formatted(quoted))) {
            while (rows.next()) {
                grantees.add(rows.getString(1));
            }
        }
        return grantees;
    }

    private static List<String> tables(java.sql.Statement statement) throws SQLException {
        var tables = new ArrayList<String>();
        try (var rows = statement.executeQuery("""
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
                """)) {
            while (rows.next()) {
                var table = rows.getString(1);
                if (!APPEND_ONLY.contains(table) && !NOT_THE_APPS.contains(table)) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }
}
