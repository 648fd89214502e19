package io.kabao.e2e.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one table, written many by one statement. The transaction is the caller's. */
final class BulkInsert implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 256;

    private final String table;
    private final List<String> columns;
    private final Connection connection;
    private final PreparedStatement many;
    private final List<@Nullable Object[]> waiting = new ArrayList<>();

    BulkInsert(Connection connection, String table, String... columns) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.columns = List.of(columns);
        this.many = connection.prepareStatement(sql(ROWS_AT_ONCE));
    }

    private String sql(int rows) {
        String one = "(?" + ",?".repeat(columns.size() - 1) + ")";
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES " + one
                + ("," + one).repeat(rows - 1);
    }

    /** One more row, its values in the order of the columns. */
    void add(@Nullable Object... row) throws SQLException {
        waiting.add(row);
        if (waiting.size() == ROWS_AT_ONCE) {
            write(many);
        }
    }

    /** Writes what is left. */
    void flush() throws SQLException {
        if (!waiting.isEmpty()) {
            try (PreparedStatement rest = connection.prepareStatement(sql(waiting.size()))) {
                write(rest);
            }
        }
    }

    private void write(PreparedStatement statement) throws SQLException {
        int place = 1;
        for (@Nullable Object[] row : waiting) {
            for (Object value : row) {
                statement.setObject(place++, value);
            }
        }
        statement.executeUpdate();
        waiting.clear();
    }

    @Override
    public void close() throws SQLException {
        many.close();
    }
}
