package io.kabao.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * A look at what a batch would read, before anything is booked and under no lock: so that a preview is worked out from the
 * same facts by the same code.
 */
@Component
public class Glance {

    private final DataSource connections;

    Glance(DataSource connections) {
        this.connections = connections;
    }

    /** What somebody makes of the facts as they are now; the reads are of no use afterwards. */
    public <T> T at(Function<Reads, T> look) {
        try (var connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            // All reads see one moment, or money would be missing that is just on its way from one row to another.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return look.apply(new Reads(connection, true));
            } finally {
                connection.rollback();
            }
        } catch (SQLException | Row.Failed e) {
            throw new DataAccessResourceFailureException("The books could not be looked at", e);
        }
    }
}
