package io.kabao.claim;

import io.kabao.card.ClaimChannel;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.MiniProgram;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import io.kabao.wechat.WechatError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Draws the pictures of codes that are shown and printed. */
@Service
public class CodePictures {

    private final OpenCodes open;
    private final ClaimCodes codes;
    private final FollowCodes followCodes;
    private final CustomerPages pages;
    private final WechatApps apps;
    private final MiniProgram miniPrograms;

    CodePictures(
            OpenCodes open,
            ClaimCodes codes,
            FollowCodes followCodes,
            CustomerPages pages,
            WechatApps apps,
            MiniProgram miniPrograms) {
        this.open = open;
        this.codes = codes;
        this.followCodes = followCodes;
        this.pages = pages;
        this.apps = apps;
        this.miniPrograms = miniPrograms;
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
     * The bytes of a PNG that leads to the claim. Calls WeChat, so never inside a transaction. Errors:
     * {@link ClaimError#CLAIM_CODE_NOT_FOUND}; {@link ClaimError#CODE_REVOKED} and {@link ClaimError#CODE_EXPIRED}, for
     * such a picture would be printed for nothing; {@link ClaimError#NO_MINI_PROGRAM},
     * {@link ClaimError#NO_OFFICIAL_ACCOUNT}; {@link WechatError#WECHAT_APP_NOT_FOUND} for an app id that is not the
     * merchant's or of another kind; those of WeChat.
     */
    public byte[] of(Reach reach, long codeId, Wanted wanted) {
        var merchantId = reach.merchantId();
        var code = codes.require(reach, codeId);
        open.requireUsable(code);
        var carrier = wanted.carrier() == null ? usualCarrier(code) : wanted.carrier();
        return switch (carrier) {
            case MINI_PROGRAM -> {
                var app = app(merchantId, AppKind.MINI_PROGRAM, wanted.appId());
                yield PngPicture.repainted(miniPrograms.codePicture(app, code.scene()));
            }
            case OFFICIAL_ACCOUNT -> {
                var app = app(merchantId, AppKind.OFFICIAL_ACCOUNT, wanted.appId());
                yield PngPicture.qrCode(followCodes.require(code, app).url());
            }
            case H5 -> PngPicture.qrCode(pages.claimLink(code.scene()));
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
