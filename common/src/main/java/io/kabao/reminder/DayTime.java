package io.kabao.reminder;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** The hours of a merchant's day at which its members may be told something that they did not ask for. */
final class DayTime {

    private static final LocalTime FROM = LocalTime.of(10, 0);
    private static final LocalTime UNTIL = LocalTime.of(20, 0);

    private DayTime() {}

    static boolean isAt(Instant time, ZoneId zone) {
        var there = LocalTime.ofInstant(time, zone);
        return !there.isBefore(FROM) && there.isBefore(UNTIL);
    }

    /** When the day began that a time falls on. */
    static Instant beginningOf(Instant time, ZoneId zone) {
        return time.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }
}
