package io.kabao.privacy;

import io.kabao.claim.ClaimTraces;
import io.kabao.claim.ProfileAnswers;
import io.kabao.member.Consents;
import io.kabao.member.Identity;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.message.SmsTraces;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What is kept of a member as a person. */
@Component
class KeptPeople {

    private final Members members;
    private final Consents consents;
    private final ProfileAnswers answers;
    private final WechatApps apps;
    private final SmsTraces sms;
    private final ClaimTraces traces;

    KeptPeople(
            Members members,
            Consents consents,
            ProfileAnswers answers,
            WechatApps apps,
            SmsTraces sms,
            ClaimTraces traces) {
        this.members = members;
        this.consents = consents;
        this.answers = answers;
        this.apps = apps;
        this.sms = sms;
        this.traces = traces;
    }

    OwnData.KeptMember of(Member member) {
        var phone = members.phoneOf(member);
        return new OwnData.KeptMember(
                member.id(),
                phone == null ? null : phone.e164(),
                member.phoneVerifiedAt(),
                members.nameOf(member),
                answers.of(member),
                member.referrerId(),
                member.secondReferrerId(),
                member.thirdReferrerId(),
                member.createdAt());
    }

    List<OwnData.KeptIdentity> of(long merchantId, List<Identity> people) {
        Map<String, WechatApp> known =
                apps.ofMerchant(merchantId).stream().collect(Collectors.toMap(WechatApp::appId, app -> app));
        return people.stream().map(person -> identity(person, known)).toList();
    }

    private static OwnData.KeptIdentity identity(Identity person, Map<String, WechatApp> known) {
        var app = known.get(person.appId());
        return new OwnData.KeptIdentity(
                person.appId(),
                app == null ? null : app.kind(),
                person.openid(),
                person.unionid(),
                person.following(),
                person.followAt(),
                person.createdAt());
    }

    List<OwnData.KeptConsent> consentsOf(Member member) {
        return consents.history(member).stream()
                .map(row -> new OwnData.KeptConsent(row.kind(), row.docVersion(), row.given(), row.at()))
                .toList();
    }

    List<SmsTraces.KeptSmsCode> smsCodesOf(Member member, List<Long> identities) {
        return sms.of(new SmsTraces.Person(member.merchantId(), members.phoneOf(member), identities));
    }

    List<ClaimTraces.KeptIntent> intentsOf(Member member, List<Long> identities) {
        return traces.intentsOf(member.merchantId(), identities);
    }
}
