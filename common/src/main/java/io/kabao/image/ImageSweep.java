package io.kabao.image;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.kabao.kernel.work.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Removes pictures that nothing has used for {@link #KEPT_UNUSED}. */
@Component
public class ImageSweep {

    /** How long a picture may wait to be used, again or for the first time. */
    public static final Duration KEPT_UNUSED = Duration.ofDays(1);

    /** Pictures that are looked at together. */
    private static final int BLOCK = 500;

    /** Blocks of one run; what is left waits for the next. */
    private static final int BLOCKS_MOST = 10_000;

    private final ImageMapper mapper;
    private final List<ImageUse> uses;
    private final Clock clock;

    ImageSweep(ImageMapper mapper, List<ImageUse> uses, Clock clock) {
        this.mapper = mapper;
        this.uses = uses;
        this.clock = clock;
    }

    /** Looks at all pictures once and says how many went. */
    public int run() {
        var gone = 0;
        var after = 0L;
        for (var block = 0; block < BLOCKS_MOST; block++) {
            var seen = mapper.after(after, BLOCK);
            if (seen.isEmpty()) {
                break;
            }
            for (var ofMerchant : seen.stream()
                    .collect(Collectors.groupingBy(ImageMapper.Seen::merchantId))
                    .entrySet()) {
                gone += look(ofMerchant.getKey(), ofMerchant.getValue());
            }
            after = seen.getLast().id();
        }
        return gone;
    }

    private int look(long merchantId, List<ImageMapper.Seen> seen) {
        var now = clock.instant();
        var until = now.minus(KEPT_UNUSED);
        var used = inUse(merchantId, idsOf(seen, _ -> true));
        var usedAgain = idsOf(seen, image -> used.contains(image.id()) && image.unusedSince() != null);
        if (!usedAgain.isEmpty()) {
            mapper.usedAgain(merchantId, usedAgain);
        }
        var unused = idsOf(seen, image -> !used.contains(image.id()) && image.unusedSince() == null);
        if (!unused.isEmpty()) {
            mapper.unusedFrom(merchantId, unused, now);
        }
        var old = idsOf(seen, image -> !used.contains(image.id()) && isBefore(image.unusedSince(), until));
        return old.isEmpty() ? 0 : mapper.sweep(merchantId, old, until);
    }

    private static boolean isBefore(@Nullable Instant since, Instant until) {
        return since != null && !since.isAfter(until);
    }

    private Set<Long> inUse(long merchantId, List<Long> ids) {
        var used = new HashSet<Long>();
        uses.forEach(use -> used.addAll(use.imagesInUse(merchantId, ids)));
        return used;
    }

    private static List<Long> idsOf(List<ImageMapper.Seen> seen, Predicate<ImageMapper.Seen> which) {
        return seen.stream().filter(which).map(ImageMapper.Seen::id).toList();
    }

    /** When it runs. */
    @Configuration(proxyBeanMethods = false)
    static class Times {

        @Bean
        RecurringTask<Void> sweepImages(ImageSweep sweep) {
            return Tasks.recurring("sweep-images", Schedules.fixedDelay(Sweep.EVERY))
                    .execute((_, _) -> sweep.run());
        }
    }
}
