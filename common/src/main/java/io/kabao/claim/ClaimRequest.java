package io.kabao.claim;

import io.kabao.member.Consent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer sends to claim a card.
 *
 * @param phoneCode of a mini-program's phone button
 * @param phone as the customer typed it, on the H5 page or to take over a phone that another WeChat account holds
 * @param smsCode that was sent to it
 * @param consents documents the customer ticked, in the version that was shown
 */
public record ClaimRequest(
        String scene,
        @Nullable String phoneCode,
        @Nullable String phone,
        @Nullable String smsCode,
        List<Consent.Ticked> consents) {

    /** The same with these consents alone. */
    ClaimRequest agreeing(List<Consent.Ticked> agreed) {
        return new ClaimRequest(scene, phoneCode, phone, smsCode, agreed);
    }

    @Override
    public String toString() {
        return "ClaimRequest";
    }
}
