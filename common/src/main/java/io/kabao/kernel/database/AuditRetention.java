package io.kabao.kernel.database;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.work.Sweep;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Deletes audit records whose time is over. The app's own database user can't, so it is done as the one that migrates, and
 * nothing else ever is.
 */
@Configuration(proxyBeanMethods = false)
public class AuditRetention {

    /** Network logs are kept half a year at the least by law. */
    static final int LEAST_DAYS = 183;

    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

    private final DataSource asMigrator;
    private final Duration kept;
    private final Clock clock;

    AuditRetention(Flyway flyway, @Value("${kabao.audit.keep-days:1826}") int keepDays, Clock clock) {
        if (keepDays < LEAST_DAYS) {
            throw new IllegalArgumentException("kabao.audit.keep-days is " + LEAST_DAYS + " at the least");
        }
        this.asMigrator = flyway.getConfiguration().getDataSource();
        this.kept = Duration.ofDays(keepDays);
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> sweepAudit() {
        return Tasks.recurring("sweep-audit", Schedules.fixedDelay(Duration.ofDays(1)))
                .execute((_, _) -> LOG.info("{} audit records were kept long enough", sweep()));
    }

    /** Deletes what was written longer ago than it is kept, in small statements, and says how much. */
    public int sweep() {
        // Ids grow with time, so that the primary key finds what is old.
        var before = Ids.firstOf(clock.instant().minus(kept));
        return before == 0 ? 0 : Sweep.run(most -> delete(before, most));
    }

    private int delete(long before, int most) {
        try (var connection = asMigrator.getConnection();
                var statement = connection.prepareStatement("DELETE FROM audit WHERE id < ? ORDER BY id LIMIT ?")) {
            statement.setLong(1, before);
            statement.setInt(2, most);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Old audit records can't be deleted", e);
        }
    }
}
