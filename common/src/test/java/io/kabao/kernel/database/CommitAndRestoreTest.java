package io.kabao.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.audit.Audit;
import io.kabao.kernel.Effects;
import io.kabao.kernel.ModuleTest;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A transaction that commits by switching automatic commits on is one like any other, with a statement less. */
@ModuleTest
class CommitAndRestoreTest {

    private final DataSource database;
    private final TransactionTemplate transaction;
    private final Effects effects;
    private final long merchantId = Effects.newMerchant();

    CommitAndRestoreTest(
            @Autowired DataSource database,
            @Autowired PlatformTransactionManager transactions,
            @Autowired Audit audit) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.effects = new Effects(audit, database);
    }

    @Test
    void what_was_committed_is_seen_by_others_and_what_was_undone_is_not() {
        transaction.executeWithoutResult(_ -> {
            effects.happen(merchantId, 1);
            effects.happen(merchantId, 2);
        });
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    effects.happen(merchantId, 3);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(effects.at(merchantId)).containsExactly(1L, 2L);
    }

    @Test
    void a_connection_that_breaks_before_the_commit_is_told_and_leaves_nothing() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    effects.happen(merchantId, 1);
                    effects.jdbc().sql("KILL CONNECTION_ID()").update();
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(effects.at(merchantId)).isEmpty();
        transaction.executeWithoutResult(_ -> effects.happen(merchantId, 2));
        assertThat(effects.at(merchantId)).containsExactly(2L);
    }

    @Test
    void an_empty_transaction_costs_two_statements() throws SQLException {
        try (var connection = database.getConnection()) {
            var one = new SingleConnectionDataSource(connection, true);
            var jdbc = JdbcClient.create(one);
            var before = questions(jdbc);
            var looking = questions(jdbc) - before;
            new TransactionTemplate(new CommitAndRestore(one)).executeWithoutResult(_ -> {});
            assertThat(questions(jdbc) - before - 2 * looking).isEqualTo(2);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    private static long questions(JdbcClient jdbc) {
        return jdbc.sql("SHOW SESSION STATUS LIKE 'Questions'")
                .query((row, _) -> row.getLong(2))
                .single();
    }
}
