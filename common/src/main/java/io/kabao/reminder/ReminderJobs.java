package io.kabao.reminder;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.merchant.Merchant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReminderJobs {

    /**
     * When nobody is woken by it; more than once, so that a day on which all was down in the morning is not lost. Whoever was
     * told is not told again.
     */
    private static final LocalTime[] AT = {LocalTime.of(10, 0), LocalTime.of(13, 0), LocalTime.of(16, 0)};

    @Bean
    RecurringTask<Void> remindMembers(Reminders reminders) {
        return Tasks.recurring("remind-members", Schedules.daily(ZoneId.of(Merchant.USUAL_ZONE), AT))
                .execute((_, _) -> reminders.send());
    }
}
