package io.kabao.message;

import io.kabao.kernel.Phone;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxMessage;
import io.kabao.kernel.outbox.OutboxSender;
import io.kabao.kernel.work.PermanentFailure;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Sends reminders out of the outbox, beside the notices that can't wait; one that has waited for too long is given up. */
@Component
class ReminderSender implements OutboxSender {

    private static final String TOPIC = "message.reminder";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** After this hour of its day nobody is sent it any more. */
    private static final LocalTime UNTIL = LocalTime.of(20, 0);

    private final NoticeSender notices;
    private final Clock clock;

    ReminderSender(NoticeSender notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    static Outbox.Draft draft(Phone phone, Notice notice) {
        return new Outbox.Draft(TOPIC, NoticeSender.payload(phone, notice));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void send(OutboxMessage message) {
        var now = clock.instant().atZone(ZONE);
        var isOfToday =
                now.toLocalDate().equals(message.createdAt().atZone(ZONE).toLocalDate());
        if (!isOfToday || !now.toLocalTime().isBefore(UNTIL)) {
            throw new PermanentFailure("a reminder that has waited too long");
        }
        notices.send(message);
    }
}
