package io.kabao.material;

import io.kabao.claim.Carrier;
import io.kabao.claim.ClaimCode;
import io.kabao.claim.ClaimError;
import io.kabao.claim.CustomerPages;
import io.kabao.claim.FollowCodes;
import io.kabao.kernel.error.BusinessError;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.MiniCodes;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import io.kabao.wechat.WechatError;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is scanned to come to a claim code, by each carrier. */
@Component
class CodeSources {

    private final FollowCodes followCodes;
    private final MiniCodes miniCodes;
    private final CustomerPages pages;
    private final WechatApps apps;

    CodeSources(FollowCodes followCodes, MiniCodes miniCodes, CustomerPages pages, WechatApps apps) {
        this.followCodes = followCodes;
        this.miniCodes = miniCodes;
        this.pages = pages;
        this.apps = apps;
    }

    /** A carrier of one merchant with the app behind it; null: the claim page needs none. */
    record Way(Carrier carrier, @Nullable WechatApp app) {}

    /**
     * The carrier by the merchant's newest app. Errors: {@link ClaimError#NO_MINI_PROGRAM},
     * {@link ClaimError#NO_OFFICIAL_ACCOUNT}.
     */
    Way way(long merchantId, Carrier carrier) {
        return switch (carrier) {
            case MINI_PROGRAM -> new Way(carrier, app(merchantId, AppKind.MINI_PROGRAM, ClaimError.NO_MINI_PROGRAM));
            case OFFICIAL_ACCOUNT ->
                new Way(carrier, app(merchantId, AppKind.OFFICIAL_ACCOUNT, ClaimError.NO_OFFICIAL_ACCOUNT));
            case H5 -> new Way(carrier, null);
        };
    }

    /**
     * What is scanned. Calls WeChat for what it has not made yet, so never inside a transaction. Errors:
     * {@link WechatError#CODES_TOO_FAST} with when to ask again, {@link WechatError#PERMANENT_CODES_USED_UP}, others of
     * WeChat.
     */
    CodeSource of(ClaimCode code, Way way) {
        var app = way.app();
        if (app == null) {
            return new CodeSource.Text(pages.claimLink(code.scene()));
        }
        return way.carrier() == Carrier.MINI_PROGRAM
                ? new CodeSource.Drawn(miniCodes.picture(app, code.scene()))
                : new CodeSource.Text(followCodes.urlOf(code, app));
    }

    private WechatApp app(long merchantId, AppKind kind, ClaimError none) {
        return apps.ofMerchant(merchantId).stream()
                .filter(app -> app.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new BusinessError(none));
    }
}
