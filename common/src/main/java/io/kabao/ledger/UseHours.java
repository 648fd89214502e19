package io.kabao.ledger;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;

/**
 * Hours of certain days of the week, by the merchant's clock.
 *
 * @param from the first minute, as in {@code 11:00}
 * @param to the first minute no more, as in {@code 14:00}; {@code 24:00} is the end of the day
 */
public record UseHours(List<Day> days, String from, String to) {

    /** How {@link #from} is written. */
    public static final String FROM = "([01][0-9]|2[0-3]):[0-5][0-9]";

    /** How {@link #to} is written. */
    public static final String TO = FROM + "|24:00";

    private static final int MINUTES_OF_HOUR = 60;

    /** Days of the week, in their order. */
    public enum Day {
        MON(DayOfWeek.MONDAY),
        TUE(DayOfWeek.TUESDAY),
        WED(DayOfWeek.WEDNESDAY),
        THU(DayOfWeek.THURSDAY),
        FRI(DayOfWeek.FRIDAY),
        SAT(DayOfWeek.SATURDAY),
        SUN(DayOfWeek.SUNDAY);

        private final DayOfWeek ofWeek;

        Day(DayOfWeek ofWeek) {
            this.ofWeek = ofWeek;
        }
    }

    /** Takes a copy of the days. */
    public UseHours {
        days = List.copyOf(days);
    }

    /** Whether they name days, each once, and end behind their beginning. */
    public boolean areSound() {
        return !days.isEmpty() && new HashSet<>(days).size() == days.size() && minuteOf(from) < minuteOf(to);
    }

    /** Whether a time is within them. */
    boolean covers(LocalDateTime time) {
        var minute = time.getHour() * MINUTES_OF_HOUR + time.getMinute();
        return days.stream().anyMatch(day -> day.ofWeek == time.getDayOfWeek())
                && minute >= minuteOf(from)
                && minute < minuteOf(to);
    }

    private static int minuteOf(String time) {
        var colon = time.indexOf(':');
        return Integer.parseInt(time.substring(0, colon)) * MINUTES_OF_HOUR
                + Integer.parseInt(time.substring(colon + 1));
    }
}
