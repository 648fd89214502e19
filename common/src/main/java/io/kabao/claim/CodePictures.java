package io.kabao.claim;

import io.kabao.card.ClaimChannel;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.MiniCodes;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import io.kabao.wechat.WechatError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the pictures of codes lead to that are shown and printed; {@code material} draws them. */
@Service
public class CodePictures {

    private final PrintedCodes printed;
    private final ClaimCodes codes;
    private final FollowCodes followCodes;
    private final CustomerPages pages;
    private final WechatApps apps;
    private final MiniCodes miniCodes;

    CodePictures(
            PrintedCodes printed,
            ClaimCodes codes,
            FollowCodes followCodes,
            CustomerPages pages,
            WechatApps apps,
            MiniCodes miniCodes) {
        this.printed = printed;
        this.codes = codes;
        this.followCodes = followCodes;
        this.pages = pages;
        this.apps = apps;
        this.miniCodes = miniCodes;
    }

    /**
     * Which picture is wanted.
     *
     * @param carrier null: the code's own channel; for a store's, a person's or a member's code the mini-program, the
     *     account or the page, the first that the merchant has
     * @param appId which mini-program or account; null: the newest
     */
    public record Wanted(
            @Nullable Carrier carrier, @Nullable String appId) {}

    /**
     * What is to be drawn for a code.
     *
     * @param carrier where whoever scans it comes out
     * @param text what a QR code of ours says; null where the picture is drawn already
     * @param drawn WeChat's own picture, the bytes of a PNG or JPEG; null where there is a text
     */
    public record Scannable(
            ClaimCode code, Carrier carrier, @Nullable String text, byte @Nullable [] drawn) {}

    /**
     * What leads to the claim. Calls WeChat, so never inside a transaction. Errors:
     * {@link ClaimError#CLAIM_CODE_NOT_FOUND}; those of a code that would be printed for nothing, as many at once are refused
     * by {@link PrintedCodes#reasonAgainst}; {@link ClaimError#NO_MINI_PROGRAM}, {@link ClaimError#NO_OFFICIAL_ACCOUNT}; {@link WechatError#WECHAT_APP_NOT_FOUND} for an app id that is not the
     * merchant's or of another kind; those of WeChat.
     */
    public Scannable of(Reach reach, long codeId, Wanted wanted) {
        var merchantId = reach.merchantId();
        var code = codes.require(reach, codeId);
        printed.requireOfUse(code);
        var carrier = wanted.carrier() == null ? usualCarrier(code) : wanted.carrier();
        return switch (carrier) {
            case MINI_PROGRAM -> {
                var app = app(merchantId, AppKind.MINI_PROGRAM, wanted.appId());
                yield new Scannable(code, carrier, null, miniCodes.picture(app, code.scene()));
            }
            case OFFICIAL_ACCOUNT -> {
                var app = app(merchantId, AppKind.OFFICIAL_ACCOUNT, wanted.appId());
                yield new Scannable(
                        code, carrier, followCodes.require(code, app).url(), null);
            }
            case H5 -> new Scannable(code, carrier, pages.claimLink(code.scene()), null);
        };
    }

    private Carrier usualCarrier(ClaimCode code) {
        if (code.channel() == ClaimChannel.MINI_PROGRAM) {
            return Carrier.MINI_PROGRAM;
        }
        if (code.channel() == ClaimChannel.OFFICIAL_ACCOUNT) {
            return Carrier.OFFICIAL_ACCOUNT;
        }
        if (newest(code.merchantId(), AppKind.MINI_PROGRAM).isPresent()) {
            return Carrier.MINI_PROGRAM;
        }
        return newest(code.merchantId(), AppKind.OFFICIAL_ACCOUNT).isPresent() ? Carrier.OFFICIAL_ACCOUNT : Carrier.H5;
    }

    private WechatApp app(long merchantId, AppKind kind, @Nullable String appId) {
        if (appId != null) {
            return apps.ofAppId(appId)
                    .filter(app -> app.merchantId() == merchantId && app.kind() == kind)
                    .orElseThrow(() -> new BusinessError(WechatError.WECHAT_APP_NOT_FOUND));
        }
        return newest(merchantId, kind)
                .orElseThrow(() -> new BusinessError(
                        kind == AppKind.MINI_PROGRAM ? ClaimError.NO_MINI_PROGRAM : ClaimError.NO_OFFICIAL_ACCOUNT));
    }

    private Optional<WechatApp> newest(long merchantId, AppKind kind) {
        return apps.ofMerchant(merchantId).stream()
                .filter(app -> app.kind() == kind)
                .findFirst();
    }
}
