package io.kabao.message;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.work.Sweep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MessageSweep {

    @Bean
    RecurringTask<Void> sweepSmsCodes(SmsCodes codes) {
        return Tasks.recurring("sweep-sms-codes", Schedules.fixedDelay(Sweep.EVERY))
                .execute((_, _) -> codes.sweep());
    }
}
