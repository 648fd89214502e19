package io.kabao.gift;

import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxMessage;
import io.kabao.kernel.outbox.OutboxSender;
import org.springframework.stereotype.Component;

/**
 * Has gifts credited out of the outbox: with the card, and not before it. A gift whose card is frozen is tried again for as
 * long as the outbox tries, and sent once more when the card can be used again.
 */
@Component
class GiftSender implements OutboxSender {

    private static final String TOPIC = "gift.welcome";

    private final WelcomeGifts gifts;

    GiftSender(WelcomeGifts gifts) {
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
