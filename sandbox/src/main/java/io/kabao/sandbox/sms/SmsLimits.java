package io.kabao.sandbox.sms;

import io.kabao.sandbox.http.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Aliyun's limits for codes, per signature and phone: 1 a minute, 5 an hour, 10 a day of Beijing. */
final class SmsLimits {
    private static final int PHONES_KEPT = 100_000;
    private static final int A_MINUTE = 1;
    private static final int AN_HOUR = 5;
    private static final int A_DAY = 10;
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private final Bounded<String, List<Instant>> sent = new Bounded<>(PHONES_KEPT);

    /** Counts one; otherwise says which limit it would pass, in Aliyun's words, and counts none. */
    synchronized Optional<String> take(String signName, String phone, Instant now) {
        var key = signName + "/" + phone;
        var before = new ArrayList<>(sent.get(key).orElse(List.of()));
        before.removeIf(
                at -> !day(at).equals(day(now)) && Duration.between(at, now).compareTo(Duration.ofHours(1)) >= 0);
        if (before.stream().filter(at -> within(at, now, Duration.ofMinutes(1))).count() >= A_MINUTE) {
            return Optional.of("触发分钟级流控Permits:" + A_MINUTE);
        }
        if (before.stream().filter(at -> within(at, now, Duration.ofHours(1))).count() >= AN_HOUR) {
            return Optional.of("触发小时级流控Permits:" + AN_HOUR);
        }
        if (before.stream().filter(at -> day(at).equals(day(now))).count() >= A_DAY) {
            return Optional.of("触发天级流控Permits:" + A_DAY);
        }
        before.add(now);
        sent.put(key, List.copyOf(before));
        return Optional.empty();
    }

    private static boolean within(Instant at, Instant now, Duration time) {
        return Duration.between(at, now).compareTo(time) < 0;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, BEIJING);
    }
}
