package io.kabao.claim;

import io.kabao.kernel.Phone;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import org.jspecify.annotations.Nullable;

/**
 * What a claim knows about the customer's phone.
 *
 * @param phone none where the member has one already
 * @param verified whether WeChat or an SMS code has proved that the customer holds it
 * @param sms the SMS code to be used up with the claim
 * @param taken the phone code of WeChat that was exchanged for it
 */
record PhoneProof(
        @Nullable Phone phone, boolean verified, SmsCodes.@Nullable Proof sms, PhoneCodes.@Nullable Taken taken) {

    /** The member's own phone is on file. */
    static final PhoneProof ON_FILE = new PhoneProof(null, false, null, null);

    static PhoneProof typed(Phone phone) {
        return new PhoneProof(phone, false, null, null);
    }

    static PhoneProof bySms(SmsCodes.Proof proof) {
        return new PhoneProof(proof.phone(), true, proof, null);
    }

    static PhoneProof byWechat(PhoneCodes.Taken taken) {
        return new PhoneProof(taken.phone(), true, null, taken);
    }

    /** The phone if it is proved. */
    @Nullable
    Phone verifiedPhone() {
        return verified ? phone : null;
    }

    /** Whether the customer has shown to hold the phone even against another WeChat account. */
    boolean decidesIdentity() {
        return sms != null && sms.purpose() == SmsPurpose.IDENTITY;
    }
}
