package io.kabao.kernel.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.work.Sweep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdempotencySweep {

    @Bean
    RecurringTask<Void> sweepIdempotency(Idempotency idempotency) {
        return Tasks.recurring("sweep-idempotency", Schedules.fixedDelay(Sweep.EVERY))
                .execute((_, _) -> idempotency.sweep());
    }
}
