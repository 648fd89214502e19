package io.kabao.kernel.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After the migrations, lets the app's own database user add to every table and change all but the append-only ones;
 * the history of the migrations it may only read. Grants add up in MySQL and can't be taken back for a single table, so
 * that user has only SELECT on the schema as a whole.
 * Where one user does both there is nothing to grant.
 */
class AppUserGrants extends BaseCallback {

    /** Tables that grow and are never changed: not by code, and not by grant. */
    static final Set<String> APPEND_ONLY = Set.of("audit", "entry", "txn");

    private static final Logger LOG = LoggerFactory.getLogger(AppUserGrants.class);
    private static final Set<String> NOT_THE_APPS = Set.of("flyway_schema_history");

    private final DataSource appsOwn;

    AppUserGrants(DataSource appsOwn) {
        this.appsOwn = appsOwn;
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
        try (var own = appsOwn.getConnection()) {
            var appUser = accountOf(own);
            if (appUser.equals(accountOf(context.getConnection()))) {
                return;
            }
            for (var table : tables(context.getConnection())) {
                var rights = APPEND_ONLY.contains(table) ? "INSERT" : "INSERT, UPDATE, DELETE";
                grant(context.getConnection(), rights, table, appUser);
            }
        } catch (SQLException e) {
            LOG.warn("The migration user may not grant; grant INSERT, UPDATE and DELETE to the app's user yourself", e);
        }
    }

    private static void grant(Connection connection, String rights, String table, String account) throws SQLException {
        var at = account.lastIndexOf('@');
        var grantee = quoted(account.substring(0, at)) + "@" + quoted(account.substring(at + 1));
        try (var statement = connection.createStatement()) {
            statement.execute("GRANT " + rights + " ON `" + table.replace("`", "``") + "` TO " + grantee);
        }
    }

    private static String quoted(String name) {
        return "'" + name.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** The account that the server matched, as in {@code kabao_app@%}. */
    private static String accountOf(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT CURRENT_USER()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
                        """)) {
            while (rows.next()) {
                var table = rows.getString(1);
                if (!NOT_THE_APPS.contains(table)) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }
}
