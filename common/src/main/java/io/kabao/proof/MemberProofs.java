package io.kabao.proof;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCards;
import io.kabao.kernel.crypto.HashingBusy;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Booking;
import io.kabao.member.Identities;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Judges what a member shows for a payment, before the books are asked. */
@Service
public class MemberProofs {

    private final Payers payers;
    private final PaymentPins pins;
    private final Members members;
    private final Identities identities;
    private final MemberCards cards;
    private final SmsCodes smsCodes;
    private final TransactionTemplate inTransaction;

    MemberProofs(
            Payers payers,
            PaymentPins pins,
            Members members,
            Identities identities,
            MemberCards cards,
            SmsCodes smsCodes,
            TransactionTemplate inTransaction) {
        this.payers = payers;
        this.pins = pins;
        this.members = members;
        this.identities = identities;
        this.cards = cards;
        this.smsCodes = smsCodes;
        this.inTransaction = inTransaction;
    }

    /** How a member may prove a payment. */
    public enum Way {
        /** The one-time code of the mini-program. */
        MEMBER_CODE,
        /** The payment PIN. */
        PIN,
        /** A code by SMS to the member's phone. */
        SMS
    }

    /** What was shown; at most one of them. */
    public record Shown(@Nullable String pin, @Nullable String smsCode) {

        /** Nothing was. */
        public static final Shown NOTHING = new Shown(null, null);

        /** Whether there is nothing to judge. */
        public boolean isNothing() {
            return pin == null && smsCode == null;
        }

        @Override
        public String toString() {
            return "Shown";
        }
    }

    /**
     * Judges it; wrong tries are counted at once, so never inside a transaction. A code by SMS is used up. Empty where the
     * card is nobody's or can't be told: the books refuse it then. Errors: {@link ProofError#PIN_NOT_SET},
     * {@link ProofError#PIN_WRONG}, {@link ProofError#PIN_LOCKED}, {@link ProofError#PAYER_HAS_NO_PHONE}, those of SMS codes,
     * {@link HashingBusy}.
     */
    public Optional<Proven> prove(Booking booking, Shown shown) {
        var merchantId = booking.actor().merchantId();
        return payers.of(merchantId, booking.card()).map(payer -> {
            if (shown.pin() != null) {
                pins.check(payer, shown.pin());
                return new Proven(payer.id(), null);
            }
            return new Proven(payer.id(), used(payer, Objects.requireNonNull(shown.smsCode())));
        });
    }

    private SmsCodes.Proof used(Member payer, String code) {
        var phone = members.phoneOf(payer);
        if (phone == null) {
            throw new BusinessError(ProofError.PAYER_HAS_NO_PHONE);
        }
        var proof = smsCodes.check(new SmsCodes.Check(payer.merchantId(), SmsPurpose.PAY, phone, payer.id(), code));
        inTransaction.executeWithoutResult(_ -> smsCodes.consume(proof));
        return proof;
    }

    /** The payment was refused for another reason: a code by SMS may be entered again. */
    public void giveBack(Proven proven) {
        proven.sms().ifPresent(smsCodes::giveBack);
    }

    /** How the member of a card can prove a payment; perhaps in no way. */
    public List<Way> waysOpen(long merchantId, long cardId) {
        var card = cards.find(merchantId, cardId);
        if (card.isEmpty()) {
            return List.of();
        }
        var payer = payers.of(card.get());
        var ways = new ArrayList<Way>();
        if (card.get().status() != CardStatus.OFFLINE
                && !identities.ofMember(payer).isEmpty()) {
            ways.add(Way.MEMBER_CODE);
        }
        if (pins.isSet(payer)) {
            ways.add(Way.PIN);
        }
        if (members.phoneOf(payer) != null) {
            ways.add(Way.SMS);
        }
        return ways;
    }
}
