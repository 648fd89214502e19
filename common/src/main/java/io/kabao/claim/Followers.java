package io.kabao.claim;

import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxMessage;
import io.kabao.kernel.outbox.OutboxSender;
import io.kabao.kernel.work.PermanentFailure;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.WechatApps;
import org.springframework.stereotype.Component;

/** Asks WeChat who a follower is in the merchant's other apps: pushes do not tell the unionid. */
@Component
class Followers implements OutboxSender {

    private static final String TOPIC = "wechat.follower";

    private final WechatApps apps;
    private final OfficialAccount accounts;
    private final Identities identities;

    Followers(WechatApps apps, OfficialAccount accounts, Identities identities) {
        this.apps = apps;
        this.accounts = accounts;
        this.identities = identities;
    }

    static Outbox.Draft draft(Identity identity) {
        return new Outbox.Draft(TOPIC, Long.toString(identity.id()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void send(OutboxMessage message) {
        var identity = identities
                .ofSession(Long.parseLong(message.payload()))
                .orElseThrow(() -> new PermanentFailure("an identity that is gone"));
        var account = apps.ofAppId(identity.appId())
                .orElseThrow(() -> new PermanentFailure("an official account that is no longer registered"));
        if (account.openPlatformId() == null) {
            return;
        }
        var follower = accounts.follower(account, identity.openid());
        if (follower.person().unionid() != null) {
            identities.recognise(identity, follower.person().unionid());
        } else if (!follower.following()) {
            identities.forgetAsking(identity);
        }
    }
}
