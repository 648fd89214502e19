package io.kabao.reminder;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReminderJobs {

    private static final int HOURS_BETWEEN = 3;
    private static final int FIRST_HOUR = 2;

    /**
     * All around the clock, since each merchant has its own day; more than once in each, so that one on which all was down in the
     * morning is not lost. Whoever was told is not told again.
     */
    private static final LocalTime[] AT = IntStream.iterate(FIRST_HOUR, hour -> hour < 24, hour -> hour + HOURS_BETWEEN)
            .mapToObj(hour -> LocalTime.of(hour, 0))
            .toArray(LocalTime[]::new);

    @Bean
    RecurringTask<Void> remindMembers(Reminders reminders) {
        return Tasks.recurring("remind-members", Schedules.daily(ZoneOffset.UTC, AT))
                .execute((_, _) -> reminders.send());
    }
}
