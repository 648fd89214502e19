package io.kabao.member;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has those below a member whose referrer changed follow, some at a time: each step moves rows and the place up to which they
 * are right in one transaction, so that it goes on where it was broken off.
 */
@Component
public class Ancestry {

    private static final int ROWS_AT_ONCE = 500;
    private static final int STEPS_MOST = 2_000;
    private static final int LAST_STEP = 2;

    private final AncestryMapper mapper;
    private final TransactionTemplate inTransaction;

    Ancestry(AncestryMapper mapper, TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.inTransaction = inTransaction;
    }

    /** Works off what waits; what is left goes on the next time. */
    public void run() {
        for (var step = 0; step < STEPS_MOST; step++) {
            if (!Boolean.TRUE.equals(inTransaction.execute(_ -> step()))) {
                break;
            }
        }
    }

    /** Whether there was anything to do. */
    private boolean step() {
        var work = mapper.lockFirst().orElse(null);
        if (work == null) {
            return false;
        }
        var below = mapper.below(work, ROWS_AT_ONCE);
        if (!below.isEmpty()) {
            follow(work.merchantId(), below);
            mapper.goOn(new AncestryMapper.Work(
                    work.id(),
                    work.merchantId(),
                    work.memberId(),
                    work.step(),
                    below.getLast().id()));
        } else if (work.step() < LAST_STEP) {
            mapper.goOn(new AncestryMapper.Work(work.id(), work.merchantId(), work.memberId(), work.step() + 1, 0));
        } else {
            mapper.end(work.id(), work.merchantId());
        }
        return true;
    }

    private void follow(long merchantId, List<AncestryMapper.Below> below) {
        var members = below.stream().map(AncestryMapper.Below::id).toList();
        var referrers =
                below.stream().map(AncestryMapper.Below::referrerId).distinct().toList();
        var locked = new TreeSet<>(members);
        locked.addAll(referrers);
        var _ = mapper.lock(merchantId, locked);
        mapper.follow(merchantId, members, referrers);
    }

    /** When it runs. */
    @Configuration(proxyBeanMethods = false)
    static class Times {

        private static final Duration EVERY = Duration.ofSeconds(10);

        @Bean
        RecurringTask<Void> rewriteAncestors(Ancestry ancestry) {
            return Tasks.recurring("rewrite-ancestors", Schedules.fixedDelay(EVERY))
                    .execute((_, _) -> ancestry.run());
        }
    }
}
