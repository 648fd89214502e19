package io.kabao.kernel.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Commits by switching automatic commits on again, which commits what is open: by JDBC's contract, and in MySQL and
 * MariaDB by the same statement. Spring would switch them on right after its commit anyway, so each transaction costs one
 * round trip less.
 */
class CommitAndRestore extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CommitAndRestore.class);

    CommitAndRestore(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        var transaction = (JdbcTransactionObjectSupport) status.getTransaction();
        var connection = transaction.getConnectionHolder().getConnection();
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            abandon(connection);
            throw translateException("commit", e);
        }
    }

    /**
     * The driver takes automatic commits for switched on whether or not the server did: a connection kept after a failure
     * could collect the statements of others in a transaction that nobody ends.
     */
    private static void abandon(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.warn("A connection whose commit failed can't be closed: {}", e.getMessage());
        }
    }
}
