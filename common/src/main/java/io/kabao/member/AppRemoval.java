package io.kabao.member;

import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.wechat.WechatApps;
import io.kabao.wechat.WechatError;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets a merchant's app that has met nobody: people known by their openid there would be known no more. */
@Service
public class AppRemoval {

    private final WechatApps apps;
    private final IdentityMapper identities;

    AppRemoval(WechatApps apps, IdentityMapper identities) {
        this.apps = apps;
        this.identities = identities;
    }

    /**
     * Forgets the app. Errors: {@link WechatError#WECHAT_APP_NOT_FOUND}, {@link WechatError#WECHAT_APP_IN_USE}, a stale
     * version.
     */
    @Transactional
    public void remove(Actor actor, long appId) {
        var app = apps.require(actor.merchantId(), appId);
        if (identities.anyOf(actor.merchantId(), app.appId())) {
            throw new BusinessError(WechatError.WECHAT_APP_IN_USE);
        }
        apps.delete(actor, appId);
    }
}
