package io.kabao.kernel.outbox;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.work.Sweep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboxSweep {

    @Bean
    RecurringTask<Void> sweepOutbox(Outbox outbox) {
        return Tasks.recurring("sweep-outbox", Schedules.fixedDelay(Sweep.EVERY))
                .execute((_, _) -> outbox.sweep());
    }
}
