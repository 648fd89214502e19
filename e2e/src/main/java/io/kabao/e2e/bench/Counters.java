package io.kabao.e2e.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** What the database server has counted: statements sent to it, and rows it read for them. */
public final class Counters implements AutoCloseable {
    private static final String LOOK = "SHOW GLOBAL STATUS";
    private static final int LOOKS_MOST = 10_000;
    private static final int QUIET_LOOKS = 20;
    private static final String STATEMENTS = "questions";
    private static final String ROWS = "handler_read_";

    private final Connection connection;
    private final Statement statement;
    private final Count ofLooking;

    /** By this connection, which is closed with it. */
    public Counters(Connection connection) throws SQLException {
        this.connection = connection;
        statement = connection.createStatement();
        ofLooking = alone();
    }

    /** Waits for a moment in which nobody else asks the database for anything, which a job that runs on and on does not leave. */
    public void awaitQuiet() throws SQLException {
        int quiet = 0;
        for (int i = 0; i < LOOKS_MOST && quiet < QUIET_LOOKS; i++) {
            Count before = look();
            quiet = look().minus(before).equals(ofLooking) ? quiet + 1 : 0;
        }
    }

    /** A look is one statement: where one more was counted, something else ran beside it, and its rows are not the look's alone. */
    private Count alone() throws SQLException {
        for (int i = 0; i < LOOKS_MOST; i++) {
            Count before = look();
            Count cost = look().minus(before);
            if (cost.statements == 1) {
                return cost;
            }
        }
        throw new IllegalStateException("The database is never left alone");
    }

    /** Statements and rows read. */
    public record Count(long statements, long rows) {

        private Count minus(Count before) {
            return new Count(statements - before.statements, rows - before.rows);
        }
    }

    /** Work that is counted. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /** What a piece of work cost, the looks at the counters taken off; what runs beside it counts too. */
    public Count of(Work work) throws Exception {
        Count before = look();
        work.run();
        return look().minus(before).minus(ofLooking);
    }

    private Count look() throws SQLException {
        long statements = 0;
        long rows = 0;
        try (ResultSet counted = statement.executeQuery(LOOK)) {
            while (counted.next()) {
                String name = counted.getString(1).toLowerCase(Locale.ROOT);
                if (name.equals(STATEMENTS)) {
                    statements = counted.getLong(2);
                } else if (name.startsWith(ROWS)) {
                    rows += counted.getLong(2);
                }
            }
        }
        return new Count(statements, rows);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
