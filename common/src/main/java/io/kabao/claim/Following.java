package io.kabao.claim;

import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether a customer follows the merchant's official account, for templates that ask for it. Where account and
 * mini-program share no Open Platform account nobody can tell, and the demand is off in effect.
 */
@Component
class Following {

    private final WechatApps apps;
    private final AskedFollows asked;
    private final Identities identities;

    Following(WechatApps apps, AskedFollows asked, Identities identities) {
        this.apps = apps;
        this.asked = asked;
        this.identities = identities;
    }

    /**
     * Whether the demand holds for customers of an app, and through which account.
     *
     * @param account the account to follow; null where the demand is off
     */
    record Demand(@Nullable WechatApp account) {

        boolean required() {
            return account != null;
        }
    }

    /** What the template demands of a customer of {@code appId}; of somebody unknown, of any customer. */
    Demand demandOf(OpenCode open, @Nullable String appId) {
        if (!open.template().followRequired()) {
            return new Demand(null);
        }
        var all = apps.ofMerchant(open.merchantId());
        var here = all.stream().filter(app -> app.appId().equals(appId)).findFirst();
        if (here.isPresent() && here.get().kind() == AppKind.OFFICIAL_ACCOUNT) {
            return new Demand(here.get());
        }
        return new Demand(all.stream()
                .filter(app -> app.kind() == AppKind.OFFICIAL_ACCOUNT)
                .filter(account -> here.isEmpty() || sharePlatform(account, here.get()))
                .findFirst()
                .orElse(null));
    }

    private static boolean sharePlatform(WechatApp one, WechatApp other) {
        return one.openPlatformId() != null && one.openPlatformId().equals(other.openPlatformId());
    }

    /**
     * Whether the person follows. Who does not as far as pushes have told is asked for at WeChat, so never inside a
     * transaction: pushes get lost and come in no order, and many follow since before the merchant came to us. Errors:
     * those of WeChat.
     */
    boolean follows(Demand demand, Identity identity) {
        var account = demand.account();
        return account == null
                || identities
                        .sameIn(identity, account.appId())
                        .map(person -> person.following() || asked.follows(account, person))
                        .orElse(false);
    }

    /** Errors: {@link ClaimError#FOLLOW_FIRST}, those of WeChat. */
    void require(OpenCode open, Identity identity) {
        if (!follows(demandOf(open, identity.appId()), identity)) {
            throw new BusinessError(ClaimError.FOLLOW_FIRST);
        }
    }
}
