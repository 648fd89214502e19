package io.kabao.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** So many within such a time, over any stretch of it. */
record Budget(int most, Duration within) {

    /** Of one phone at one merchant, even when nothing arrived. */
    static final Budget PHONE_AT_ONCE = new Budget(1, Duration.ofSeconds(60));

    /** Of one phone at one merchant, over all purposes; below Aliyun's own 5 and 10. */
    static final List<Budget> PHONE = List.of(new Budget(4, Duration.ofHours(1)), new Budget(8, Duration.ofDays(1)));

    /** Of whoever asks, over all phones. */
    static final List<Budget> IDENTITY =
            List.of(new Budget(6, Duration.ofHours(1)), new Budget(12, Duration.ofDays(1)));

    /** The longest stretch that any of them looks at. */
    static final Duration LONGEST = Duration.ofDays(1);

    /** How long to wait until one more fits in; zero when it does now. {@code sentAt} is newest first. */
    Duration waitBeyond(List<Instant> sentAt, Instant now) {
        if (sentAt.size() < most) {
            return Duration.ZERO;
        }
        var free = Duration.between(now, sentAt.get(most - 1).plus(within));
        return free.isNegative() ? Duration.ZERO : free;
    }

    /** Until one more fits into all of them. */
    static Duration waitBeyond(List<Budget> budgets, List<Instant> sentAt, Instant now) {
        return budgets.stream().map(budget -> budget.waitBeyond(sentAt, now)).reduce(Duration.ZERO, Budget::longer);
    }

    /** Until one more fits into those of a phone; attempts that failed count for the shortest alone. */
    static Duration waitOfPhone(List<Attempt> newestFirst, Instant now) {
        var all = newestFirst.stream().map(Attempt::sentAt).toList();
        var counted = newestFirst.stream()
                .filter(attempt -> attempt.status() != CodeStatus.FAILED)
                .map(Attempt::sentAt)
                .toList();
        return longer(PHONE_AT_ONCE.waitBeyond(all, now), waitBeyond(PHONE, counted, now));
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
