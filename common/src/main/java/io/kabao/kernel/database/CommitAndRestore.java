package io.kabao.kernel.database;

import java.sql.SQLException;
import javax.sql.DataSource;
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

    CommitAndRestore(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        var transaction = (JdbcTransactionObjectSupport) status.getTransaction();
        try {
            transaction.getConnectionHolder().getConnection().setAutoCommit(true);
        } catch (SQLException e) {
            throw translateException("commit", e);
        }
    }
}
