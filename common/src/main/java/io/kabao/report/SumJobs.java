package io.kabao.report;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SumJobs {

    private static final Duration EVERY = Duration.ofSeconds(20);

    /** Night where the merchants are. */
    private static final LocalTime CHECKED_AT = LocalTime.of(19, 30);

    @Bean
    RecurringTask<Void> bringSumsUp(DailySums sums) {
        return Tasks.recurring("bring-sums-up", Schedules.fixedDelay(EVERY)).execute((_, _) -> sums.bringUp());
    }

    @Bean
    RecurringTask<Void> checkSums(SumCheck check) {
        return Tasks.recurring("check-sums", Schedules.daily(ZoneOffset.UTC, CHECKED_AT))
                .execute((_, _) -> check.all());
    }
}
