package io.kabao.proof;

import io.kabao.ledger.Booking;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.CardState;
import io.kabao.message.SmsCodes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member has proved to agree to one payment. Only {@link MemberProofs#prove} makes it. */
public final class Proven {

    private final long memberId;
    private final SmsCodes.@Nullable Proof sms;

    Proven(long memberId, SmsCodes.@Nullable Proof sms) {
        this.memberId = memberId;
        this.sms = sms;
    }

    /** The code that it used up, where it was one by SMS. */
    Optional<SmsCodes.Proof> sms() {
        return Optional.ofNullable(sms);
    }

    /**
     * What is about to be paid.
     *
     * @param card under its holder's lock
     * @param fen with what is on the card, stored value and points, in fen
     */
    public record Payment(Booking booking, CardState card, long fen) {}

    /**
     * Refuses a payment of more stored value than the limit that its member has not proved: neither by this nor by the
     * one-time code that names the card. Errors: {@link ProofRequired}.
     *
     * @param shown null: nothing was shown
     */
    public static void require(@Nullable Proven shown, Payment payment, long aboveFen) {
        var isProven = payment.booking().card() instanceof CardRef.ByCode
                || (shown != null && shown.memberId == payment.card().memberId());
        if (payment.fen() > aboveFen && !isProven) {
            throw new ProofRequired(payment.card().id(), aboveFen);
        }
    }

    @Override
    public String toString() {
        return "Proven[" + memberId + "]";
    }
}
