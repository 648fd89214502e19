package io.kabao.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.work.Sweep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApprovalSweep {

    @Bean
    RecurringTask<Void> forgetExpiredApprovals(Approvals approvals) {
        return Tasks.recurring("forget-expired-approvals", Schedules.fixedDelay(Sweep.EVERY))
                .execute((_, _) -> approvals.forgetExpired());
    }

    @Bean
    RecurringTask<Void> forgetOldLosses(Losses losses) {
        return Tasks.recurring("forget-old-losses", Schedules.fixedDelay(Sweep.EVERY))
                .execute((_, _) -> losses.forgetOld());
    }
}
