package io.kabao.topup;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CardGiftJob {

    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    RecurringTask<Void> giveOwedCards(CardGifts gifts) {
        return Tasks.recurring("give-owed-cards", Schedules.fixedDelay(EVERY)).execute((_, _) -> gifts.giveOwed());
    }
}
