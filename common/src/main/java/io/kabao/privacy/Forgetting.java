package io.kabao.privacy;

import io.kabao.claim.ClaimTraces;
import io.kabao.kernel.Phone;
import io.kabao.member.Member;
import io.kabao.message.SmsTraces;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the traces that a person left beside their own row. */
@Component
class Forgetting {

    private final ClaimTraces claims;
    private final SmsTraces sms;

    Forgetting(ClaimTraces claims, SmsTraces sms) {
        this.claims = claims;
        this.sms = sms;
    }

    /** Forgets what the person looked at, guessed, proved and was sent; {@code identities} are ids, at least one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Member member, List<Long> identities, @Nullable Phone phone) {
        claims.forget(member, identities, phone);
        sms.forget(new SmsTraces.Person(member.merchantId(), phone, identities));
    }
}
