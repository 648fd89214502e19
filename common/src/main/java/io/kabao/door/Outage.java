package io.kabao.door;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a statement that is wrong. */
final class Outage {

    private static final int MOST_CAUSES = 16;

    /** MySQL and MariaDB: too many connections, shutting down, read only, interrupted, disk full, and their likes. */
    private static final Set<Integer> SERVER_CODES = Set.of(
            1021, 1040, 1041, 1053, 1077, 1080, 1114, 1152, 1158, 1159, 1160, 1161, 1203, 1205, 1290, 1317, 1836, 1927,
            1969, 3024, 3168);

    private static final String CONNECTION_EXCEPTION = "08";

    private Outage() {}

    static boolean isOne(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (var depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOne(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(SQLException sql) {
        var state = sql.getSQLState();
        return sql instanceof SQLTransientConnectionException
                || sql instanceof SQLRecoverableException
                || (state != null && state.startsWith(CONNECTION_EXCEPTION))
                || SERVER_CODES.contains(sql.getErrorCode());
    }
}
