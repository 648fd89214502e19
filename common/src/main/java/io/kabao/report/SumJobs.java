package io.kabao.report;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.ledger.VerificationTime;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SumJobs {

    private static final Duration EVERY = Duration.ofSeconds(20);

    @Bean
    RecurringTask<Void> bringSumsUp(DailySums sums) {
        return Tasks.recurring("bring-sums-up", Schedules.fixedDelay(EVERY)).execute((_, _) -> sums.bringUp());
    }

    @Bean
    RecurringTask<Void> checkSums(SumCheck check, VerificationTime time) {
        return Tasks.recurring("check-sums", time.schedule()).execute((_, _) -> check.all());
    }
}
