package io.kabao.ledger;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.work.Sweep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MemberCodeSweep {

    @Bean
    RecurringTask<Void> sweepMemberCodes(MemberCodes codes) {
        return Tasks.recurring("sweep-member-codes", Schedules.fixedDelay(Sweep.EVERY))
                .execute((_, _) -> codes.sweep());
    }
}
