package io.kabao.ledger;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.kabao.kernel.page.PageRequest;
import io.kabao.merchant.Merchants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The books of every merchant are checked at night by themselves; what is found is an alarm, as when somebody asks for it. */
@Configuration(proxyBeanMethods = false)
class NightlyVerification {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyVerification.class);

    @Bean
    RecurringTask<Void> verifyBooks(Verification verification, Merchants merchants, VerificationTime time) {
        return Tasks.recurring("verify-books", time.schedule()).execute((_, _) -> verifyAll(verification, merchants));
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
