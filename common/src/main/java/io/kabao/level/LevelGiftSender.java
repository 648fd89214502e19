package io.kabao.level;

import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxMessage;
import io.kabao.kernel.outbox.OutboxSender;
import org.springframework.stereotype.Component;

/** Has what is given for levels credited out of the outbox. */
@Component
class LevelGiftSender implements OutboxSender {

    private static final String TOPIC = "gift.level";

    private final LevelGifts gifts;

    LevelGiftSender(LevelGifts gifts) {
        this.gifts = gifts;
    }

    static Outbox.Draft draft(long giftId) {
        return new Outbox.Draft(TOPIC, Long.toString(giftId));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void send(OutboxMessage message) {
        gifts.credit(message.merchantId(), Long.parseLong(message.payload()));
    }
}
