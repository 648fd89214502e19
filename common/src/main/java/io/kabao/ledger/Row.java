package io.kabao.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row that was read; columns by name. */
public final class Row {

    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    public interface Reader<T> {

        /** Of the row that is being read; it is another one afterwards. */
        T of(Row row);
    }

    private interface Getter<T> {
        @Nullable
        T get() throws SQLException;
    }

    private static <T> @Nullable T orNull(Getter<T> getter) {
        try {
            return getter.get();
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    private static <T> T got(Getter<T> getter) {
        return Objects.requireNonNull(orNull(getter));
    }

    /** A number that is there. */
    public long number(String column) {
        return got(() -> rows.getLong(column));
    }

    /** A number or nothing. */
    public @Nullable Long numberOrNull(String column) {
        return orNull(() -> {
            var number = rows.getLong(column);
            return rows.wasNull() ? null : number;
        });
    }

    /** Whether a column is true. */
    public boolean isTrue(String column) {
        return got(() -> rows.getBoolean(column));
    }

    /** A text that is there. */
    public String text(String column) {
        return Objects.requireNonNull(textOrNull(column));
    }

    /** A text or nothing. */
    public @Nullable String textOrNull(String column) {
        return orNull(() -> rows.getString(column));
    }

    /** Bytes or nothing. */
    public byte @Nullable [] bytesOrNull(String column) {
        return orNull(() -> rows.getBytes(column));
    }

    /** A time that is there. */
    public Instant time(String column) {
        return Objects.requireNonNull(timeOrNull(column));
    }

    /** A time or nothing. */
    public @Nullable Instant timeOrNull(String column) {
        return orNull(() -> {
            var time = rows.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC);
        });
    }

    /** A day or nothing. */
    public @Nullable LocalDate dayOrNull(String column) {
        return orNull(() -> rows.getObject(column, LocalDate.class));
    }

    /** One of an enum by its name. */
    public <E extends Enum<E>> E named(String column, Class<E> type) {
        return Enum.valueOf(type, text(column));
    }

    /** The database failed while a batch was at work; all of the batch is undone. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(SQLException cause) {
            super(cause.getMessage(), cause);
        }

        boolean isForLock() {
            return LockTaken.isOne(reason());
        }

        SQLException reason() {
            return (SQLException) Objects.requireNonNull(getCause());
        }
    }
}
