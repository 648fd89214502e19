package io.kabao.claim;

import io.kabao.wechat.AppKind;
import io.kabao.wechat.WechatApps;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * How much is left of the codes for ever that an official account may make in its life
 * (<a href="https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html">WeChat</a>).
 */
@Service
public class CodeBudgets {

    /** WeChat makes no more for one account, and takes none back. */
    public static final int OF_ACCOUNT_MOST = 100_000;

    private final FollowCodeMapper mapper;
    private final WechatApps apps;

    CodeBudgets(FollowCodeMapper mapper, WechatApps apps) {
        this.mapper = mapper;
        this.apps = apps;
    }

    /**
     * What an account has made here and may still make; what others made for it we can't know.
     *
     * @param used codes for ever that were made
     * @param left codes that may still be made
     */
    public record Budget(String appId, String name, int used, int left) {}

    /** The budgets of the merchant's official accounts, newest first. */
    public List<Budget> of(long merchantId) {
        return apps.ofMerchant(merchantId).stream()
                .filter(app -> app.kind() == AppKind.OFFICIAL_ACCOUNT)
                .map(app -> {
                    var used = mapper.countForEver(merchantId, app.appId());
                    return new Budget(app.appId(), app.name(), used, Math.max(0, OF_ACCOUNT_MOST - used));
                })
                .toList();
    }
}
