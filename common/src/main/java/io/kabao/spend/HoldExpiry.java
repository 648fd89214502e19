package io.kabao.spend;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HoldExpiry {

    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    RecurringTask<Void> expireHolds(Holding holding) {
        return Tasks.recurring("expire-holds", Schedules.fixedDelay(EVERY)).execute((_, _) -> holding.expire());
    }
}
