package io.kabao.reminder;

import java.time.Instant;
import java.time.ZoneId;

/** The members of one merchant in one look for whom to tell, as far as its day's budget goes. */
final class Round {

    private final long merchantId;
    private final ReminderKind kind;
    private final int days;
    private final ZoneId zone;
    private int left;

    /**
     * One at whose beginning nobody was told yet.
     *
     * @param days before it happens, and in which nobody is told twice
     * @param zone of the merchant's days
     * @param left members who may still be told today
     */
    Round(long merchantId, ReminderKind kind, int days, ZoneId zone, int left) {
        this.merchantId = merchantId;
        this.kind = kind;
        this.days = days;
        this.zone = zone;
        this.left = left;
    }

    long merchantId() {
        return merchantId;
    }

    ReminderKind kind() {
        return kind;
    }

    int days() {
        return days;
    }

    /** Whether anybody can be told at a time. */
    boolean isOn(Instant now) {
        return left > 0 && DayTime.isAt(now, zone);
    }

    void count() {
        left--;
    }
}
