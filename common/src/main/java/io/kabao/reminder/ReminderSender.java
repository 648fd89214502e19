package io.kabao.reminder;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxMessage;
import io.kabao.kernel.outbox.OutboxSender;
import io.kabao.kernel.work.PermanentFailure;
import io.kabao.kernel.work.Retries;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.merchant.Merchant;
import io.kabao.message.TextNotices;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/**
 * Sends reminders out of the outbox, which names members and no phones. One that has waited for too long is given up, as is
 * one that the provider refuses again and again, and its member is as one who was not told: the next look finds them again.
 */
@Component
class ReminderSender implements OutboxSender {

    private static final String TOPIC = "message.reminder";
    private static final String BETWEEN = " ";
    private static final ZoneId ZONE = ZoneId.of(Merchant.USUAL_ZONE);

    /** After this hour of its day nobody is sent it any more. */
    private static final LocalTime UNTIL = LocalTime.of(20, 0);

    private final ReminderMapper mapper;
    private final Members members;
    private final TextNotices notices;
    private final Clock clock;

    ReminderSender(ReminderMapper mapper, Members members, TextNotices notices, Clock clock) {
        this.mapper = mapper;
        this.members = members;
        this.notices = notices;
        this.clock = clock;
    }

    static Outbox.Draft draft(ReminderKind kind, long memberId) {
        return new Outbox.Draft(TOPIC, kind.name() + BETWEEN + memberId);
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void send(OutboxMessage message) {
        var parts = message.payload().split(BETWEEN, 2);
        var kind = ReminderKind.valueOf(parts[0]);
        var memberId = Long.parseLong(parts[1]);
        var key = new ReminderMapper.Key(message.merchantId(), memberId, kind);
        if (!isInTime(message)) {
            mapper.untell(key, message.createdAt());
            throw new PermanentFailure("a reminder that has waited too long");
        }
        var member = members.find(message.merchantId(), memberId)
                .filter(found -> found.status() == Member.Status.LIVING && found.verifiedPhoneHash() != null)
                .orElse(null);
        var phone = member == null ? null : members.phoneOf(member);
        if (phone == null) {
            return;
        }
        try {
            notices.send(phone, kind.notice(), message.id());
        } catch (BusinessError e) {
            if (message.attempt() >= Retries.MOST) {
                mapper.untell(key, message.createdAt());
            }
            throw e;
        }
    }

    private boolean isInTime(OutboxMessage message) {
        var now = clock.instant().atZone(ZONE);
        var isOfToday =
                now.toLocalDate().equals(message.createdAt().atZone(ZONE).toLocalDate());
        return isOfToday && now.toLocalTime().isBefore(UNTIL);
    }
}
