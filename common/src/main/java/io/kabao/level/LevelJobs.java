package io.kabao.level;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LevelJobs {

    private static final Duration FOLLOWED_EVERY = Duration.ofSeconds(20);
    private static final Duration WORKED_EVERY = Duration.ofSeconds(10);
    private static final Duration ENDED_EVERY = Duration.ofMinutes(5);

    @Bean
    RecurringTask<Void> bringGrowthUp(GrowthBook growth) {
        return Tasks.recurring("bring-growth-up", Schedules.fixedDelay(FOLLOWED_EVERY))
                .execute((_, _) -> growth.bringUp());
    }

    @Bean
    RecurringTask<Void> workLevelRunsOff(LevelRuns runs) {
        return Tasks.recurring("work-level-runs-off", Schedules.fixedDelay(WORKED_EVERY))
                .execute((_, _) -> runs.all());
    }

    @Bean
    RecurringTask<Void> endLevelTerms(LevelTerms terms) {
        return Tasks.recurring("end-level-terms", Schedules.fixedDelay(ENDED_EVERY))
                .execute((_, _) -> terms.end());
    }
}
