package io.kabao.kernel.settings;

import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;

/**
 * Looks at the database once, after the migrations and before anyone is served: version, isolation, strict mode and
 * character set; in production also durability and that the app's own user can neither rewrite append-only tables nor change
 * any table.
 */
@DependsOnDatabaseInitialization
public class DatabaseCheck implements InitializingBean {
    private final DataSource dataSource;
    private final boolean production;
    private final Set<String> appendOnly;

    /** Takes the app's own pool and the names of the tables whose rows are never changed. */
    public DatabaseCheck(DataSource dataSource, boolean production, Set<String> appendOnly) {
        this.dataSource = dataSource;
        this.production = production;
        this.appendOnly = Set.copyOf(appendOnly);
    }

    /** Errors: BadSettings with every fault; SQLException if the database can't be asked. */
    @Override
    public void afterPropertiesSet() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            var problems = new DatabaseRules(DatabaseFacts.read(connection)).problems(production, appendOnly);
            if (!problems.isEmpty()) {
                throw new BadSettings(problems);
            }
        }
    }
}
