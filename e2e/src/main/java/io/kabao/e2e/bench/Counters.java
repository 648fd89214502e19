package io.kabao.e2e.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** What the database server has counted: statements sent to it, and rows it read for them. */
public final class Counters implements AutoCloseable {
    private static final String LOOK = "SHOW GLOBAL STATUS";
    private static final int LOOKS = 5;
    private static final String STATEMENTS = "questions";
    private static final String ROWS = "handler_read_";

    private final Connection connection;
    private final Statement statement;
    private final Count ofLooking;

    /** By this connection, which is closed with it. */
    public Counters(Connection connection) throws SQLException {
        this.connection = connection;
        statement = connection.createStatement();
        ofLooking = leastOfLooking();
    }

    /** What runs beside a look only adds to it. */
    private Count leastOfLooking() throws SQLException {
        Count least = new Count(Long.MAX_VALUE, Long.MAX_VALUE);
        for (int i = 0; i < LOOKS; i++) {
            Count first = look();
            Count cost = look().minus(first);
            least = new Count(Math.min(least.statements, cost.statements), Math.min(least.rows, cost.rows));
        }
        return least;
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
