package io.kabao.member;

import io.kabao.kernel.error.BusinessError;
import io.kabao.wechat.MiniProgram;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.WechatApps;
import io.kabao.wechat.WechatError;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Customers sign in by being inside WeChat: the app vouches for them by a code. */
@Service
public class WechatSignIn {

    private final WechatApps apps;
    private final MiniProgram miniProgram;
    private final OfficialAccount officialAccount;
    private final Identities identities;
    private final VisitorSessions sessions;

    WechatSignIn(
            WechatApps apps,
            MiniProgram miniProgram,
            OfficialAccount officialAccount,
            Identities identities,
            VisitorSessions sessions) {
        this.apps = apps;
        this.miniProgram = miniProgram;
        this.officialAccount = officialAccount;
        this.identities = identities;
        this.sessions = sessions;
    }

    /**
     * A customer who has signed in.
     *
     * @param notice what they are told; null for nothing
     */
    public record SignedIn(
            VisitorSessions.Opened session, @Nullable PersonNotice notice) {}

    /**
     * Opens a session for whom the code stands for: a login code of a mini-program, an OAuth code of an official
     * account. Errors: {@link WechatError#WECHAT_APP_NOT_FOUND}, {@link WechatError#LOGIN_CODE_INVALID},
     * {@link WechatError#WECHAT_UNAVAILABLE}.
     */
    public SignedIn signIn(String appId, String code) {
        var app = apps.ofAppId(appId).orElseThrow(() -> new BusinessError(WechatError.WECHAT_APP_NOT_FOUND));
        var person = switch (app.kind()) {
            case MINI_PROGRAM -> miniProgram.signIn(app, code);
            case OFFICIAL_ACCOUNT -> officialAccount.signIn(app, code);
        };
        var identity = identities.meet(
                new Identities.Acquaintance(app.merchantId(), appId, person.openid(), person.unionid()));
        var session = sessions.open(identity);
        return new SignedIn(session, identities.takeNotice(identity).orElse(null));
    }
}
