package io.kabao.message;

import io.kabao.kernel.Phone;
import io.kabao.kernel.error.RetryLater;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxMessage;
import io.kabao.kernel.outbox.OutboxSender;
import io.kabao.kernel.work.PermanentFailure;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Sends notices out of the outbox, where phones lie encrypted. */
@Component
class NoticeSender implements OutboxSender {

    private static final String TOPIC = "message.sms";
    private static final String BETWEEN = " ";

    private final AliyunSms aliyun;

    NoticeSender(AliyunSms aliyun) {
        this.aliyun = aliyun;
    }

    static Outbox.Draft draft(Phone phone, Notice notice) {
        return new Outbox.Draft(TOPIC, payload(phone, notice));
    }

    static String payload(Phone phone, Notice notice) {
        return notice.name() + BETWEEN + phone.e164();
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /** Without a usable answer it is sent again: told twice is better than not at all. */
    @Override
    public void send(OutboxMessage message) {
        var parts = message.payload().split(BETWEEN, 2);
        var notice = Arrays.stream(Notice.values())
                .filter(known -> known.name().equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new PermanentFailure("a notice that is no longer known"));
        switch (aliyun.sendNotice(new Phone(parts[1]), notice, message.id())) {
            case Delivery.Accepted _ -> {}
            case Delivery.Refused(var error) -> {
                if (error.code() == MessageError.SMS_PHONE_REFUSED) {
                    throw new PermanentFailure(error.code().name());
                }
                throw error;
            }
            case Delivery.Unclear _ -> throw new RetryLater(MessageError.SMS_UNAVAILABLE, AliyunSms.OUTAGE_SECONDS);
        }
    }
}
