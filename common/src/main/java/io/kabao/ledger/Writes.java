package io.kabao.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes of a batch: all rows of a table by few statements, each of a power of two of rows. */
public final class Writes {

    private static final int ROWS_MOST = 512;

    private final Connection connection;

    Writes(Connection connection) {
        this.connection = connection;
    }

    /**
     * A table as a batch writes it.
     *
     * @param columns in the order of a row's values
     * @param rewritten columns that a row already there takes over by its primary key; none: a row already there is an error
     */
    public record Table(String name, List<String> columns, List<String> rewritten) {

        /** A table that rows are only added to. */
        public static Table added(String name, String... columns) {
            return new Table(name, List.of(columns), List.of());
        }

        private String insert(int rows) {
            var one = "(?" + ",?".repeat(columns.size() - 1) + ")";
            var sql = new StringBuilder("INSERT INTO ")
                    .append(name)
                    .append(" (")
                    .append(String.join(", ", columns))
                    .append(") VALUES ")
                    .append(one)
                    .append(("," + one).repeat(rows - 1));
            var sign = " ON DUPLICATE KEY UPDATE ";
            for (var column : rewritten) {
                sql.append(sign)
                        .append(column)
                        .append(" = VALUES(")
                        .append(column)
                        .append(')');
                sign = ", ";
            }
            return sql.toString();
        }
    }

    /** Rows to be, gathered while commands are decided. */
    public static final class Rows {

        private final Table table;
        private final List<@Nullable Object[]> values = new ArrayList<>();

        /** None yet. */
        public Rows(Table table) {
            this.table = table;
        }

        /** One more, its values in the order of the table's columns. */
        public void add(@Nullable Object... row) {
            if (row.length != table.columns().size()) {
                throw new IllegalArgumentException("A row of " + table.name() + " has other columns");
            }
            values.add(row);
        }
    }

    /** Writes all of them; none is no statement. */
    public void write(Rows rows) {
        var from = 0;
        while (from < rows.values.size()) {
            var size = Math.min(ROWS_MOST, Integer.highestOneBit(rows.values.size() - from));
            insert(rows.table, rows.values.subList(from, from + size));
            from += size;
        }
    }

    private void insert(Table table, List<@Nullable Object[]> rows) {
        try (var statement = connection.prepareStatement(table.insert(rows.size()))) {
            var place = 1;
            for (var row : rows) {
                for (var value : row) {
                    Reads.set(statement, place++, value);
                }
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new Row.Failed(e);
        }
    }

    /**
     * Changes exactly one row.
     *
     * @throws IllegalStateException when it is not there as expected
     */
    public void change(String sql, @Nullable Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            var place = 1;
            for (var value : values) {
                Reads.set(statement, place++, value);
            }
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("A row that a command changes was not there: " + sql);
            }
        } catch (SQLException e) {
            throw new Row.Failed(e);
        }
    }
}
