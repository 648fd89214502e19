package io.kabao.reminder;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxMessage;
import io.kabao.kernel.outbox.OutboxSender;
import io.kabao.kernel.work.PermanentFailure;
import io.kabao.kernel.work.Retries;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.merchant.Merchants;
import io.kabao.message.TextNotices;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Sends reminders out of the outbox, which names members and no phones. One that has waited for too long is given up, as is
 * one that the provider refuses again and again, and its member is as one who was not told: the next look finds them again.
 */
@Component
class ReminderSender implements OutboxSender {

    private static final String TOPIC = "message.reminder";
    private static final String BETWEEN = " ";

    private final ReminderMapper mapper;
    private final Merchants merchants;
    private final Members members;
    private final TextNotices notices;
    private final Clock clock;

    ReminderSender(ReminderMapper mapper, Merchants merchants, Members members, TextNotices notices, Clock clock) {
        this.mapper = mapper;
        this.merchants = merchants;
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

    /** On the merchant's day on which it was decided, and as long as that lasts. */
    private boolean isInTime(OutboxMessage message) {
        var zone = merchants.require(message.merchantId()).zoneId();
        var now = clock.instant();
        return DayTime.isAt(now, zone)
                && DayTime.beginningOf(now, zone).equals(DayTime.beginningOf(message.createdAt(), zone));
    }
}
