package io.kabao.wechat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.api.impl.WxMaServiceImpl;
import cn.binarywang.wx.miniapp.config.impl.WxMaRedisBetterConfigImpl;
import io.kabao.kernel.crypto.FieldCipher;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.redis.RedisTemplateWxRedisOps;
import me.chanjar.weixin.common.redis.WxRedisOps;
import me.chanjar.weixin.common.util.http.apache.DefaultApacheHttpClientBuilder;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpRedisConfigImpl;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * WxJava's services, one instance for each app: the library keeps the present app of a shared instance in a thread
 * local, which leaks into the next call. Stable tokens are kept in Redis for all instances of ours.
 */
@Component
class Clients {

    private static final int CONNECT_MILLIS = 1000;
    private static final int READ_MILLIS = 3000;
    private static final int CONNECTIONS_PER_HOST = 64;

    private final WechatAddresses addresses;
    private final FieldCipher cipher;
    private final WxRedisOps redis;

    Clients(WechatAddresses addresses, FieldCipher cipher, StringRedisTemplate redis) {
        this.addresses = addresses;
        this.cipher = cipher;
        this.redis = new RedisTemplateWxRedisOps(redis);
        var http = DefaultApacheHttpClientBuilder.get();
        http.setConnectionTimeout(CONNECT_MILLIS);
        http.setConnectionRequestTimeout(CONNECT_MILLIS);
        http.setSoTimeout(READ_MILLIS);
        http.setMaxConnPerHost(CONNECTIONS_PER_HOST);
        http.setMaxTotalConn(CONNECTIONS_PER_HOST * 2);
    }

    /**
     * A token that WeChat gives out now for the app's id and secret; while the former one is good it is the same. The
     * one kept in Redis would answer for a secret that is wrong by now.
     */
    String freshToken(WechatApp app) throws WxErrorException {
        return switch (app.kind()) {
            case OFFICIAL_ACCOUNT -> {
                var service = newOfficialAccount(app);
                service.getWxMpConfigStorage().expireAccessToken();
                yield service.getAccessToken();
            }
            case MINI_PROGRAM -> {
                var service = newMiniProgram(app);
                service.getWxMaConfig().expireAccessToken();
                yield service.getAccessToken();
            }
        };
    }

    private WxMpService newOfficialAccount(WechatApp app) {
        var config = new WxMpRedisConfigImpl(redis, "kabao:wx:mp");
        config.setAppId(app.appId());
        config.setSecret(cipher.decrypt(WechatApps.SECRET, app.merchantId(), app.secret()));
        if (app.token() != null) {
            config.setToken(cipher.decrypt(WechatApps.TOKEN, app.merchantId(), app.token()));
        }
        if (app.aesKey() != null) {
            config.setAesKey(cipher.decrypt(WechatApps.AES_KEY, app.merchantId(), app.aesKey()));
        }
        config.useStableAccessToken(true);
        config.setHostConfig(new WxMpHostConfig(addresses.api(), addresses.open(), addresses.mp()));
        config.setApacheHttpClientBuilder(DefaultApacheHttpClientBuilder.get());
        var service = new WxMpServiceImpl();
        service.setWxMpConfigStorage(config);
        // The library would sleep up to 31 s in the caller's thread.
        service.setMaxRetryTimes(0);
        return service;
    }

    private WxMaService newMiniProgram(WechatApp app) {
        var config = new WxMaRedisBetterConfigImpl(redis, "kabao:wx:ma");
        config.setAppid(app.appId());
        config.setSecret(cipher.decrypt(WechatApps.SECRET, app.merchantId(), app.secret()));
        config.useStableAccessToken(true);
        config.setApiHostUrl(addresses.api());
        config.setApacheHttpClientBuilder(DefaultApacheHttpClientBuilder.get());
        var service = new WxMaServiceImpl();
        service.setWxMaConfig(config);
        // With 0 the library hides every error behind one of its own.
        service.setMaxRetryTimes(1);
        service.setRetrySleepMillis(100);
        return service;
    }
}
