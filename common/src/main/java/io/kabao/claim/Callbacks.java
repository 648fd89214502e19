package io.kabao.claim;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.inbox.Intake;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.Pushes;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import io.kabao.wechat.WechatError;
import java.util.Map;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * What WeChat tells an official account: it is proved, stored, and answered at once with the claim link where somebody
 * waits for it. What follows from it is done from the store, once however often it was sent.
 */
@Service
public class Callbacks {

    /** The answer that says no more than that the push was taken. */
    public static final String TAKEN = "success";

    private final WechatApps apps;
    private final Pushes pushes;
    private final Intake intake;
    private final Replies replies;
    private final JsonMapper json;

    Callbacks(WechatApps apps, Pushes pushes, Intake intake, Replies replies, JsonMapper json) {
        this.apps = apps;
        this.pushes = pushes;
        this.intake = intake;
        this.replies = replies;
        this.json = json;
    }

    /** Answers WeChat's question whether this address is the account's. Errors: as {@link Pushes#verify}. */
    public String verify(String appId, Map<String, String> query) {
        return pushes.verify(account(appId), query);
    }

    /**
     * Takes a push in and gives the body to answer with. Once this returns it will be processed; while the database is
     * away it throws, and WeChat sends the push again. Errors: as {@link Pushes#open}.
     *
     * @param query the parameters of the address
     */
    public String receive(String appId, Map<String, String> query, byte[] body) {
        var account = account(appId);
        var push = pushes.open(account, query, body);
        intake.take(new io.kabao.kernel.inbox.Push(
                account.merchantId(),
                WechatPushes.SOURCE,
                appId + ":" + push.dedupeKey(),
                json.writeValueAsString(WechatPushes.Told.of(appId, push))));
        return replies.to(account, push)
                .map(text -> pushes.seal(account, push, text))
                .orElse(TAKEN);
    }

    private WechatApp account(String appId) {
        return apps.ofAppId(appId)
                .filter(app -> app.kind() == AppKind.OFFICIAL_ACCOUNT)
                .orElseThrow(() -> new BusinessError(WechatError.WECHAT_APP_NOT_FOUND));
    }
}
