package io.kabao.privacy;

import io.kabao.card.MemberCard;
import io.kabao.claim.ClaimTraces;
import io.kabao.gift.WelcomeGifts;
import io.kabao.kernel.Phone;
import io.kabao.member.Member;
import io.kabao.message.SmsTraces;
import io.kabao.proof.PaymentPins;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the traces that a person left beside their own row. */
@Component
class Forgetting {

    private final ClaimTraces claims;
    private final SmsTraces sms;
    private final PaymentPins pins;
    private final KeptCards cards;
    private final WelcomeGifts gifts;

    Forgetting(ClaimTraces claims, SmsTraces sms, PaymentPins pins, KeptCards cards, WelcomeGifts gifts) {
        this.claims = claims;
        this.sms = sms;
        this.pins = pins;
        this.cards = cards;
        this.gifts = gifts;
    }

    /** Forgets what the person looked at, guessed, proved and was sent; {@code identities} are ids, at least one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Member member, List<Long> identities, @Nullable Phone phone) {
        claims.forget(member, identities, phone);
        // Codes for payments are asked for in the member's own name.
        var askers = Stream.concat(identities.stream(), Stream.of(member.id())).toList();
        sms.forget(new SmsTraces.Person(member.merchantId(), phone, askers));
        pins.forget(member);
        gifts.forget(
                member.merchantId(),
                cards.heldBy(member).stream().map(MemberCard::id).toList());
    }
}
