package io.kabao.proof;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.member.Member;
import io.kabao.member.MemberError;
import io.kabao.member.MemberLives;
import io.kabao.member.Members;
import io.kabao.member.Visitor;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A member sets the payment PIN, or another one. */
@Service
public class PinSetting {

    private final Members members;
    private final MemberLives lives;
    private final PaymentPins pins;
    private final SmsCodes smsCodes;
    private final Audit audit;
    private final TransactionTemplate inTransaction;

    PinSetting(
            Members members,
            MemberLives lives,
            PaymentPins pins,
            SmsCodes smsCodes,
            Audit audit,
            TransactionTemplate inTransaction) {
        this.members = members;
        this.lives = lives;
        this.pins = pins;
        this.smsCodes = smsCodes;
        this.audit = audit;
        this.inTransaction = inTransaction;
    }

    /**
     * Sets it for who proves to hold the verified phone by a code of purpose {@link SmsPurpose#PIN}. A lock by wrong tries ends.
     * Errors: {@link MemberError#NO_MEMBER_YET}, {@link ProofError#PIN_NEEDS_PHONE}, {@link ProofError#PIN_TOO_SIMPLE},
     * {@link ProofError#PIN_NEEDS_CODE}, those of SMS codes.
     *
     * @param pin six digits
     */
    public void set(Visitor visitor, String pin, @Nullable String smsCode) {
        var member = members.requireOf(visitor);
        if (member.verifiedPhoneHash() == null) {
            throw new BusinessError(ProofError.PIN_NEEDS_PHONE);
        }
        var phone = Objects.requireNonNull(members.phoneOf(member));
        PinRules.requireStrong(pin, phone);
        if (smsCode == null) {
            throw new BusinessError(ProofError.PIN_NEEDS_CODE).with("phoneMasked", phone.masked());
        }
        var proof = smsCodes.check(new SmsCodes.Check(
                visitor.merchantId(), SmsPurpose.PIN, phone, visitor.identity().id(), smsCode));
        var hash = pins.hashOf(member, pin);
        inTransaction.executeWithoutResult(_ -> {
            requireSame(member);
            smsCodes.consume(proof);
            pins.put(member, hash);
            audit.record(visitor.actor(), Change.act("PAYMENT_PIN_SET", "MEMBER", member.id()));
        });
    }

    /** Nobody may erase the member, or verify another phone, between the proof and the PIN. */
    private void requireSame(Member member) {
        var same = lives.hold(member.merchantId(), member.id())
                .filter(now -> Arrays.equals(now.verifiedPhoneHash(), member.verifiedPhoneHash()));
        if (same.isEmpty()) {
            throw new BusinessError(KernelError.NOT_SIGNED_IN);
        }
    }
}
