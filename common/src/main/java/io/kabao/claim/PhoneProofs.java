package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Identity;
import io.kabao.member.Members;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out which phone a claiming customer holds. It may ask WeChat, so never inside a transaction. */
@Component
class PhoneProofs {

    private final WechatApps apps;
    private final Members members;
    private final PhoneCodes phoneCodes;
    private final SmsCodes smsCodes;

    PhoneProofs(WechatApps apps, Members members, PhoneCodes phoneCodes, SmsCodes smsCodes) {
        this.apps = apps;
        this.members = members;
        this.phoneCodes = phoneCodes;
        this.smsCodes = smsCodes;
    }

    /** How a customer of an app proves the phone. */
    PhoneBy wayOf(Identity identity, CardTemplate template) {
        return isMiniProgram(identity) ? PhoneBy.WECHAT : PhoneBy.onPage(template);
    }

    /**
     * The customer's phone as far as the request proves it; empty while another request with the same phone code is being
     * worked on. Errors: {@link ClaimError#PHONE_NEEDED}, {@link ClaimError#PHONE_NOT_VERIFIED},
     * {@link ClaimError#PHONE_INVALID}, of WeChat and of SMS codes.
     */
    Optional<PhoneProof> of(Identity identity, CardTemplate template, ClaimRequest request) {
        if (hasVerifiedPhone(identity)) {
            return Optional.of(PhoneProof.ON_FILE);
        }
        var app = apps.ofAppId(identity.appId()).orElse(null);
        if (app != null && app.kind() == AppKind.MINI_PROGRAM) {
            return inMiniProgram(app, identity, request);
        }
        return Optional.of(onPage(identity, template, request));
    }

    private boolean hasVerifiedPhone(Identity identity) {
        return identity.memberId() != null
                && members.require(identity.merchantId(), identity.memberId()).verifiedPhoneHash() != null;
    }

    private Optional<PhoneProof> inMiniProgram(WechatApp app, Identity identity, ClaimRequest request) {
        // A phone in the body proves nothing here; together with a code it takes over a phone that is held.
        if (request.phone() != null && request.smsCode() != null) {
            var phone = phoneOf(request.phone());
            return Optional.of(PhoneProof.bySms(check(identity, SmsPurpose.IDENTITY, phone, request.smsCode())));
        }
        if (request.phoneCode() == null) {
            throw new BusinessError(ClaimError.PHONE_NEEDED);
        }
        return phoneCodes.exchange(app, identity, request.phoneCode()).map(PhoneProof::byWechat);
    }

    private PhoneProof onPage(Identity identity, CardTemplate template, ClaimRequest request) {
        if (request.phone() == null) {
            throw new BusinessError(ClaimError.PHONE_NEEDED);
        }
        var phone = phoneOf(request.phone());
        if (request.smsCode() != null) {
            var purpose = smsCodes.isOpen(
                            SmsPurpose.IDENTITY, phone, new SmsCodes.Identified(identity.merchantId(), identity.id()))
                    ? SmsPurpose.IDENTITY
                    : SmsPurpose.CLAIM;
            return PhoneProof.bySms(check(identity, purpose, phone, request.smsCode()));
        }
        if (PhoneBy.onPage(template) == PhoneBy.SMS) {
            throw new BusinessError(ClaimError.PHONE_NOT_VERIFIED);
        }
        return PhoneProof.typed(phone);
    }

    private SmsCodes.Proof check(Identity identity, SmsPurpose purpose, Phone phone, String code) {
        return smsCodes.check(new SmsCodes.Check(identity.merchantId(), purpose, phone, identity.id(), code));
    }

    private boolean isMiniProgram(Identity identity) {
        return apps.ofAppId(identity.appId())
                .filter(app -> app.kind() == AppKind.MINI_PROGRAM)
                .isPresent();
    }

    /** Keeps an exchanged phone for the next try, when the claim was not done. */
    void keep(@Nullable PhoneProof proof) {
        if (proof != null && proof.taken() != null) {
            phoneCodes.keep(proof.taken());
        }
    }

    /** Forgets a phone that was kept, once the claim is done. */
    void forget(PhoneProof proof) {
        if (proof.taken() != null) {
            phoneCodes.forget(proof.taken());
        }
    }

    static Phone phoneOf(String typed) {
        return Phone.parse(typed).orElseThrow(() -> new BusinessError(ClaimError.PHONE_INVALID));
    }
}
