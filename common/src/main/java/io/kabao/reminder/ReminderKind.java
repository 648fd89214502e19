package io.kabao.reminder;

import io.kabao.message.Notice;

/** What members are told before it happens. */
enum ReminderKind {
    /** Points of a balance end. */
    POINTS(Notice.POINTS_ENDING),
    /** The level of a card is about to be lost. */
    LEVEL(Notice.LEVEL_ENDING);

    private final Notice notice;

    ReminderKind(Notice notice) {
        this.notice = notice;
    }

    Notice notice() {
        return notice;
    }
}
