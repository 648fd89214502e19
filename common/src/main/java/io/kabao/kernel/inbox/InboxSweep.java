package io.kabao.kernel.inbox;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.work.Sweep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboxSweep {

    @Bean
    RecurringTask<Void> sweepInbox(Inbox inbox) {
        return Tasks.recurring("sweep-inbox", Schedules.fixedDelay(Sweep.EVERY)).execute((_, _) -> inbox.sweep());
    }
}
