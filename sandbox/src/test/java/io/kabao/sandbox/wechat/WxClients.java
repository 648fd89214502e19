package io.kabao.sandbox.wechat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.api.impl.WxMaServiceImpl;
import cn.binarywang.wx.miniapp.config.impl.WxMaDefaultConfigImpl;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The real WxJava clients, pointed at a stand-in. */
public final class WxClients {
    private WxClients() {}

    public static WxMpService mp(String url, String appId) {
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(appId);
        config.setSecret("s3cret");
        config.useStableAccessToken(true);
        config.setHostConfig(new WxMpHostConfig(url, url, url));
        var mp = new WxMpServiceImpl();
        mp.setWxMpConfigStorage(config);
        mp.setMaxRetryTimes(0);
        return mp;
    }

    public static WxMaService ma(String url, String appId) {
        var config = new WxMaDefaultConfigImpl();
        config.setAppid(appId);
        config.setSecret("s3cret");
        config.useStableAccessToken(true);
        config.setApiHostUrl(url);
        var ma = new WxMaServiceImpl();
        ma.setWxMaConfig(config);
        ma.setMaxRetryTimes(1);
        ma.setRetrySleepMillis(1);
        return ma;
    }

    /** The errcode the call ends with. */
    public static int codeOf(ThrowingCallable call) {
        try {
            call.call();
        } catch (WxErrorException e) {
            return e.getError().getErrorCode();
        } catch (Throwable e) {
            throw new AssertionError("not a WeChat error", e);
        }
        throw new AssertionError("no error at all");
    }
}
