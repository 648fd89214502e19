package io.kabao.claim;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.work.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClaimSweep {

    /** Far longer than a phone code lives at WeChat. */
    private static final Duration CODES_KEPT = Duration.ofDays(30);

    private static final int GUESS_DAYS_KEPT = 30;

    private static final Duration CODES_COUNTED_EVERY = Duration.ofMinutes(1);

    private static final Duration PHONES_FORGOTTEN_EVERY = Duration.ofMinutes(1);

    /** How far back a minute's look goes; what was left by a longer standstill is found by the hour's. */
    private static final Duration PHONES_LOOKED_FOR = Duration.ofHours(2);

    @Bean
    RecurringTask<Void> sweepClaimGuards(
            IntentMapper intents, UsedPhoneCodeMapper phoneCodes, BindingGuessMapper guesses, Clock clock) {
        return Tasks.recurring("sweep-claim-guards", Schedules.fixedDelay(Sweep.EVERY))
                .execute((_, _) -> {
                    var now = clock.instant();
                    Sweep.run(most -> intents.sweep(now, most));
                    Sweep.run(most -> phoneCodes.sweep(now.minus(CODES_KEPT), most));
                    forgetPhones(phoneCodes, now, CODES_KEPT);
                    var day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(GUESS_DAYS_KEPT);
                    Sweep.run(most -> guesses.sweep(day, most));
                });
    }

    /** Brings what is shown of codes up, behind which it is by a minute at most. */
    @Bean
    RecurringTask<Void> countCodeDays(CodeDays days) {
        return Tasks.recurring("count-code-days", Schedules.fixedDelay(CODES_COUNTED_EVERY))
                .execute((_, _) -> days.bringUp());
    }

    /** A phone that was kept for the next try lives as long as WeChat's code, and a minute at most. */
    @Bean
    RecurringTask<Void> forgetKeptPhones(UsedPhoneCodeMapper phoneCodes, Clock clock) {
        return Tasks.recurring("forget-kept-phones", Schedules.fixedDelay(PHONES_FORGOTTEN_EVERY))
                .execute((_, _) -> forgetPhones(phoneCodes, clock.instant(), PHONES_LOOKED_FOR));
    }

    private static void forgetPhones(UsedPhoneCodeMapper phoneCodes, Instant now, Duration back) {
        Sweep.run(most -> phoneCodes.forgetAll(now.minus(back), now.minus(PhoneCodes.ANSWER_KEPT), most));
    }
}
