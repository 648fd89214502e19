package io.kabao.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A writer's own connection to the database. It notices by itself when the server is gone, and the server ends it when
 * the writer is frozen: the holders it has locked must not stay locked for hours.
 */
final class WriterSession implements AutoCloseable {

    private static final String SESSION = """
            SET SESSION innodb_lock_wait_timeout = 1, SESSION wait_timeout = 30
            /*!80000 , SESSION max_execution_time = 5000 */ /*M!100100 , SESSION max_statement_time = 5 */""";

    private static final int PING_SECONDS = 1;

    private final HikariDataSource connections;
    private @Nullable Connection connection;

    WriterSession(HikariDataSource connections) {
        this.connections = connections;
    }

    /** Connections for so many writers, set up as the pool's that everybody else shares, but for how long they wait. */
    static HikariDataSource connections(HikariDataSource shared, int writers) {
        var config = new HikariConfig();
        shared.copyStateTo(config);
        config.setPoolName("books");
        config.setMaximumPoolSize(writers);
        config.setMinimumIdle(0);
        config.setAutoCommit(false);
        config.setMetricsTrackerFactory(null);
        config.setMetricRegistry(null);
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(0);
        config.setConnectionInitSql(SESSION);
        config.addDataSourceProperty("socketTimeout", "10000");
        return new HikariDataSource(config);
    }

    /** The connection, opened anew where it was lost. */
    Connection connection() throws SQLException {
        if (connection == null) {
            connection = connections.getConnection();
        }
        return connection;
    }

    /** Undoes what is open. A connection that can't is given up; the server then undoes it. */
    void rollback() {
        if (connection != null) {
            try {
                connection.rollback();
            } catch (SQLException _) {
                drop();
            }
        }
    }

    /** Gives the connection up. */
    void drop() {
        if (connection != null) {
            connections.evictConnection(connection);
            connection = null;
        }
    }

    /** While there is nothing to do: so that neither side takes the other for gone. */
    void ping() {
        if (connection == null) {
            return;
        }
        try {
            if (!connection.isValid(PING_SECONDS)) {
                drop();
            }
        } catch (SQLException _) {
            drop();
        }
    }

    @Override
    public void close() {
        drop();
    }
}
