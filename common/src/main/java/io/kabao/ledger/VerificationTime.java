package io.kabao.ledger;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.merchant.Merchant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** When the books, and what was counted from them, are checked by themselves: {@code kabao.books.verified-at}. */
@Component
public class VerificationTime {

    private static final String NEVER = "-";

    private final Schedule schedule;

    /** {@code at} is a time of day where the merchants are, or {@value #NEVER}. */
    VerificationTime(@Value("${kabao.books.verified-at:03:30}") String at) {
        schedule = NEVER.equals(at)
                ? Schedules.parseSchedule(NEVER)
                : Schedules.daily(ZoneId.of(Merchant.USUAL_ZONE), LocalTime.parse(at));
    }

    /** Once a night, or never. */
    public Schedule schedule() {
        return schedule;
    }
}
