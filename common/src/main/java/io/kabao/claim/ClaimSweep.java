package io.kabao.claim;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.work.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClaimSweep {

    /** Far longer than a phone code lives at WeChat. */
    private static final Duration CODES_KEPT = Duration.ofDays(30);

    private static final int GUESS_DAYS_KEPT = 30;

    @Bean
    RecurringTask<Void> sweepClaimGuards(
            IntentMapper intents, UsedPhoneCodeMapper phoneCodes, BindingGuessMapper guesses, Clock clock) {
        return Tasks.recurring("sweep-claim-guards", Schedules.fixedDelay(Sweep.EVERY))
                .execute((_, _) -> {
                    var now = clock.instant();
                    Sweep.run(most -> intents.sweep(now, most));
                    Sweep.run(most -> phoneCodes.sweep(now.minus(CODES_KEPT), most));
                    var day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(GUESS_DAYS_KEPT);
                    Sweep.run(most -> guesses.sweep(day, most));
                });
    }
}
