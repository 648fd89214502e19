package io.kabao.message;

import io.kabao.kernel.error.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether one more code may be sent, and the row that takes its place before it is. Two askers of one merchant wait
 * for each other at the merchant's counter; whoever is beyond a budget anyway is turned away before that.
 */
@Component
class Budgets {

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    private final SmsCodeMapper mapper;
    private final Counters counters;
    private final SmsSettings settings;
    private final Clock clock;

    Budgets(SmsCodeMapper mapper, Counters counters, SmsSettings settings, Clock clock) {
        this.mapper = mapper;
        this.counters = counters;
        this.settings = settings;
        this.clock = clock;
    }

    /** Keeps the code's place in all budgets. Errors: {@link MessageError#SMS_TOO_OFTEN}. */
    void reserve(SmsCode code) {
        refuseBeyond(waitFor(code));
        counters.deciding(() -> {
            var merchant = counters.lock(code.merchantId(), Counters.merchant(), code.sentAt());
            var wait = waitFor(code);
            if (merchant.counted() >= settings.merchantDaily()) {
                wait = Budget.longer(wait, Duration.between(clock.instant(), merchant.endsAt()));
            }
            refuseBeyond(wait);
            counters.add(merchant);
            if (merchant.counted() + 1 == settings.merchantDaily()) {
                LOG.warn("Merchant {} has used up its codes of 24 hours", code.merchantId());
            }
            return mapper.insert(code);
        });
    }

    /** The code was certainly not sent: only the shortest budget remembers it. */
    void giveBack(SmsCode code) {
        counters.deciding(() -> {
            counters.takeBack(code.merchantId(), Counters.merchant(), code.sentAt());
            return mapper.failed(code.merchantId(), code.id());
        });
    }

    /** Deletes at most so many counts that began before. */
    int sweep(Instant before, int most) {
        return counters.sweep(before, most);
    }

    private Duration waitFor(SmsCode code) {
        var now = clock.instant();
        var since = now.minus(Budget.LONGEST);
        var phone = Budget.waitOfPhone(
                mapper.ofPhone(code.merchantId(), code.phoneHash(), since, now.minus(Budget.PHONE_AT_ONCE.within())),
                now);
        var identity = Budget.waitBeyond(
                Budget.IDENTITY,
                times(mapper.ofIdentity(code.merchantId(), code.identityId(), since, most(Budget.IDENTITY))),
                now);
        return Budget.longer(Budget.longer(phone, identity), waitOfNetwork(code, now));
    }

    private Duration waitOfNetwork(SmsCode code, Instant now) {
        if (code.ip() == null) {
            return Duration.ZERO;
        }
        var hourly = new Budget(settings.ipHourly(), Duration.ofHours(1));
        var times = times(mapper.ofNetwork(code.merchantId(), code.ip(), now.minus(hourly.within()), hourly.most()));
        return hourly.waitBeyond(times, now);
    }

    private static int most(List<Budget> budgets) {
        return budgets.stream().mapToInt(Budget::most).max().orElse(0);
    }

    private static List<Instant> times(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::sentAt).toList();
    }

    private static void refuseBeyond(Duration wait) {
        if (wait.isPositive()) {
            throw new RetryLater(
                    MessageError.SMS_TOO_OFTEN, wait.plusMillis(999).toSeconds());
        }
    }
}
