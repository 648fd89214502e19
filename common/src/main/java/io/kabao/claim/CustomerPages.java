package io.kabao.claim;

import io.kabao.kernel.crypto.Secrets;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import io.kabao.wechat.WechatError;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Where customers' pages are, and how somebody inside WeChat is recognised there. */
@Service
public class CustomerPages {

    private static final Pattern OWN_PATH = Pattern.compile("/m(/[A-Za-z0-9_-]{1,64}){0,4}/?");
    private static final int STATE_LENGTH = 22;

    private final String base;
    private final OpenCodes codes;
    private final WechatApps apps;
    private final OfficialAccount accounts;

    CustomerPages(
            @Value("${KABAO_PUBLIC_BASE:http://127.0.0.1:8081}") String base,
            OpenCodes codes,
            WechatApps apps,
            OfficialAccount accounts) {
        this.base = base;
        this.codes = codes;
        this.apps = apps;
        this.accounts = accounts;
    }

    /**
     * WeChat's address that recognises the visitor of a page.
     *
     * @param appId the official account that the session will be of
     * @param url leads back to the page with a code and a state
     */
    public record SignInAddress(String appId, String url) {}

    /** The address of a path at the customers' door. */
    String at(String path) {
        return base + path;
    }

    /** The page where a scene is claimed. */
    public String claimLink(String scene) {
        return at("/m/claim/" + scene);
    }

    /**
     * Where a page sends its visitor to be recognised by the official account of the scene's merchant, or by the one named.
     *
     * @param path one of our own pages, which the visitor comes back to. Errors: {@link KernelError#INVALID_REQUEST} for
     *     any other address; {@link ClaimError#UNKNOWN_CODE}; {@link WechatError#WECHAT_APP_NOT_FOUND} without an account
     */
    public SignInAddress signIn(@Nullable String scene, @Nullable String appId, String path) {
        if (!OWN_PATH.matcher(path).matches()) {
            throw new BusinessError(KernelError.INVALID_REQUEST);
        }
        var account = accountOf(scene, appId);
        return new SignInAddress(
                account.appId(), accounts.signInAddress(account, base + path, Secrets.base62(STATE_LENGTH)));
    }

    private WechatApp accountOf(@Nullable String scene, @Nullable String appId) {
        var named = appId == null
                ? null
                : apps.ofAppId(appId).filter(CustomerPages::isAccount).orElse(null);
        if (scene == null) {
            if (named == null) {
                throw new BusinessError(WechatError.WECHAT_APP_NOT_FOUND);
            }
            return named;
        }
        var merchantId = codes.requireOpen(scene).merchantId();
        if (named != null && named.merchantId() == merchantId) {
            return named;
        }
        return apps.ofMerchant(merchantId).stream()
                .filter(CustomerPages::isAccount)
                .findFirst()
                .orElseThrow(() -> new BusinessError(WechatError.WECHAT_APP_NOT_FOUND));
    }

    private static boolean isAccount(WechatApp app) {
        return app.kind() == AppKind.OFFICIAL_ACCOUNT;
    }
}
