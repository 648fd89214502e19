package io.kabao.wechat;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tries an app's settings at WeChat and says what is wrong with them. */
@Service
public class AppCheck {

    private final Clients clients;
    private final WechatApps apps;

    AppCheck(Clients clients, WechatApps apps) {
        this.clients = clients;
        this.apps = apps;
    }

    /** What is looked at. */
    public enum Item {
        /** WeChat gives a token for app id and secret. */
        CREDENTIALS,
        /** The callback's token and key are there, so that pushes can be read. */
        CALLBACK,
        /** The account's original id is there, so that pushes can be told apart. */
        ORIGINAL_ID,
        /** The mini-program's claim page is named. */
        PAGE_PATH,
        /** An Open Platform account joins the app with one of the merchant's of the other kind, if there is any. */
        OPEN_PLATFORM
    }

    /**
     * What one look found.
     *
     * @param wrong what is wrong and how to mend it; null: nothing
     */
    public record Finding(Item item, @Nullable ErrorCode wrong) {}

    /** Looks at everything that matters for the kind of app. Calls WeChat, so never inside a transaction. */
    public List<Finding> check(WechatApp app) {
        var findings = new ArrayList<Finding>();
        findings.add(new Finding(Item.CREDENTIALS, refusal(app)));
        switch (app.kind()) {
            case OFFICIAL_ACCOUNT -> {
                var readable = app.token() != null && app.aesKey() != null;
                findings.add(new Finding(Item.CALLBACK, readable ? null : WechatError.CALLBACK_KEYS_MISSING));
                findings.add(new Finding(
                        Item.ORIGINAL_ID, app.originalId() == null ? WechatError.ORIGINAL_ID_MISSING : null));
            }
            case MINI_PROGRAM ->
                findings.add(
                        new Finding(Item.PAGE_PATH, app.pagePath() == null ? WechatError.PAGE_PATH_MISSING : null));
        }
        findings.add(new Finding(Item.OPEN_PLATFORM, disjoint(app)));
        return List.copyOf(findings);
    }

    /** What keeps a person of this app from being known in the merchant's apps of the other kind. */
    private @Nullable ErrorCode disjoint(WechatApp app) {
        var others = apps.presentOfMerchant(app.merchantId()).stream()
                .filter(other -> other.kind() != app.kind())
                .toList();
        if (others.isEmpty()) {
            return null;
        }
        var platform = app.openPlatformId();
        if (platform == null) {
            return WechatError.OPEN_PLATFORM_MISSING;
        }
        var joined = others.stream().anyMatch(other -> platform.equals(other.openPlatformId()));
        return joined ? null : WechatError.OPEN_PLATFORM_DIFFERS;
    }

    private @Nullable ErrorCode refusal(WechatApp app) {
        try {
            clients.line(app).call("credentials", Line.OF_SETTINGS, () -> clients.freshToken(app));
            return null;
        } catch (BusinessError refused) {
            return refused.code();
        }
    }
}
