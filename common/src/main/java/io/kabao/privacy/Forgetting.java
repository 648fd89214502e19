package io.kabao.privacy;

import io.kabao.card.MemberCard;
import io.kabao.claim.ClaimTraces;
import io.kabao.claim.Correcting;
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
    private final Correcting corrections;

    Forgetting(
            ClaimTraces claims,
            SmsTraces sms,
            PaymentPins pins,
            KeptCards cards,
            WelcomeGifts gifts,
            Correcting corrections) {
        this.claims = claims;
        this.sms = sms;
        this.pins = pins;
        this.cards = cards;
        this.gifts = gifts;
        this.corrections = corrections;
    }

    /**
     * Ends what waits for a second person and would write the person down again: before anything of them is locked, as whoever
     * agrees to it does, and once more with {@link #forget}, for what was asked for in between.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetCorrections(Member member, @Nullable Phone phone) {
        corrections.forget(member, phone);
    }

    /** Forgets what the person looked at, guessed, proved and was sent; {@code identities} are ids, at least one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Member member, List<Long> identities, @Nullable Phone phone) {
        claims.forget(member, identities, phone);
        // Codes for payments are asked for in the member's own name.
        var askers = Stream.concat(identities.stream(), Stream.of(member.id())).toList();
        sms.forget(new SmsTraces.Person(member.merchantId(), phone, askers));
        pins.forget(member);
        corrections.forget(member, phone);
        gifts.forget(
                member.merchantId(),
                cards.heldBy(member).stream().map(MemberCard::id).toList());
    }
}
