package io.kabao.ledger;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.page.PageRequest;
import io.kabao.merchant.Merchant;
import io.kabao.merchant.Merchants;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The books of every merchant are checked at night by themselves; what is found is an alarm, as when somebody asks for it. */
@Configuration(proxyBeanMethods = false)
class NightlyVerification {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyVerification.class);
    private static final String NEVER = "-";

    /** {@code at} is a time of day where the merchants are, or {@value #NEVER}. */
    @Bean
    RecurringTask<Void> verifyBooks(
            Verification verification, Merchants merchants, @Value("${kabao.books.verified-at:03:30}") String at) {
        var schedule = NEVER.equals(at)
                ? Schedules.parseSchedule(NEVER)
                : Schedules.daily(ZoneId.of(Merchant.USUAL_ZONE), LocalTime.parse(at));
        return Tasks.recurring("verify-books", schedule).execute((_, _) -> verifyAll(verification, merchants));
    }

    private static void verifyAll(Verification verification, Merchants merchants) {
        @Nullable String cursor = null;
        do {
            var page = merchants.list(PageRequest.of(PageRequest.MOST, cursor));
            page.items().forEach(merchant -> verify(verification, merchant.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    /** One merchant's trouble keeps no other from being checked. */
    private static void verify(Verification verification, long merchantId) {
        try {
            var findings = verification.verify(merchantId);
            LOG.info("The books of merchant {} were checked: {} findings", merchantId, findings.size());
        } catch (RuntimeException e) {
            LOG.error("The books of merchant {} could not be checked", merchantId, e);
        }
    }
}
