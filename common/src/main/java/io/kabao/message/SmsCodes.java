package io.kabao.message;

import io.kabao.kernel.Phone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** One-time codes by SMS: six digits that live five minutes, can be guessed five times and are used once. */
@Service
public class SmsCodes {

    /**
     * A wish for a code.
     *
     * @param identityId who asks
     * @param ip the caller's address, if it is known
     */
    public record Ask(
            long merchantId,
            SmsPurpose purpose,
            Phone phone,
            long identityId,
            @Nullable String ip) {}

    /** A code is on its way; another may be asked for after so many seconds. */
    public record Sent(int retryAfterSeconds) {}

    /** A code as somebody entered it. */
    public record Check(long merchantId, SmsPurpose purpose, Phone phone, long identityId, String code) {

        @Override
        public String toString() {
            return "Check[" + purpose + " " + phone + "]";
        }
    }

    /** Somebody entered the right code: what {@link #consume} uses up. Only {@link #check} makes it. */
    public static final class Proof {

        private final long codeId;
        private final long merchantId;
        private final Phone phone;
        private final SmsPurpose purpose;

        private Proof(long codeId, Check check) {
            this.codeId = codeId;
            this.merchantId = check.merchantId();
            this.phone = check.phone();
            this.purpose = check.purpose();
        }

        /** The code that was right. */
        public long codeId() {
            return codeId;
        }

        /** At which merchant. */
        public long merchantId() {
            return merchantId;
        }

        /** The phone it was sent to. */
        public Phone phone() {
            return phone;
        }

        /** What it is good for. */
        public SmsPurpose purpose() {
            return purpose;
        }
    }

    /**
     * Sends a code; whether the phone is known to anybody makes no difference. Never inside a transaction. Errors:
     * {@link MessageError#SMS_TOO_OFTEN}, {@link MessageError#SMS_PHONE_REFUSED}, {@link MessageError#SMS_UNAVAILABLE},
     * {@link MessageError#SMS_NOT_SET_UP}.
     */
    public Sent send(Ask ask) {
        throw new UnsupportedOperationException(ask.purpose().name());
    }

    /**
     * Compares with the newest code of exactly this merchant, purpose, phone and identity; wrong guesses are counted at
     * once, so never inside a transaction. Errors: {@link MessageError#SMS_CODE_WRONG},
     * {@link MessageError#SMS_CODE_EXPIRED}, {@link MessageError#SMS_CODE_LOCKED}.
     */
    public Proof check(Check check) {
        return new Proof(0, check);
    }

    /** Whether a code that was sent for exactly this can still be entered. */
    public boolean isOpen(long merchantId, SmsPurpose purpose, Phone phone, long identityId) {
        throw new UnsupportedOperationException(purpose + " " + phone + merchantId + identityId);
    }

    /** Uses the code up with the caller's change. Errors: {@link MessageError#SMS_CODE_WRONG} when it is used already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void consume(Proof proof) {
        throw new UnsupportedOperationException(proof.purpose().name());
    }

    /** Tells a phone something, once the present transaction, if there is one, has committed. */
    @Transactional
    public void tell(long merchantId, Phone phone, Notice notice) {
        throw new UnsupportedOperationException(notice + " to " + phone + " of " + merchantId);
    }
}
