package io.kabao.wechat;

import cn.binarywang.wx.miniapp.config.impl.WxMaRedisBetterConfigImpl;
import io.kabao.kernel.crypto.FieldCipher;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.redis.RedisTemplateWxRedisOps;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpRedisConfigImpl;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * WxJava's services, one instance for each version of each app: the library keeps the present app of a shared instance in
 * a thread local, which leaks into the next call.
 */
@Component
class Clients {

    private static final int CONNECT_MILLIS = 1000;
    private static final int READ_MILLIS = 3000;
    private static final int CONNECTIONS = 512;
    private static final int LOOKED_AT_AFTER_IDLE_MILLIS = 500;
    private static final int CONNECTION_LIVES_SECONDS = 60;
    private static final int FINGERPRINT_BYTES = 8;

    /** Apps whose clients are ready; of more the least used are made anew. */
    private static final int READY_MOST = 1000;

    private final WechatAddresses addresses;
    private final FieldCipher cipher;
    private final StringRedisTemplate redis;
    private final Clock clock;
    private final CloseableHttpClient http = newHttp();
    private final Map<Version, AccountClient> accounts = new LeastUsedGo<>(READY_MOST);
    private final Map<Version, MiniProgramClient> miniPrograms = new LeastUsedGo<>(READY_MOST);

    Clients(WechatAddresses addresses, FieldCipher cipher, StringRedisTemplate redis, Clock clock) {
        this.addresses = addresses;
        this.cipher = cipher;
        this.redis = redis;
        this.clock = clock;
    }

    private record Version(long id, int version) {}

    /** The official account's client; the same until the app is changed. */
    AccountClient officialAccount(WechatApp app) {
        require(app, AppKind.OFFICIAL_ACCOUNT);
        synchronized (accounts) {
            return accounts.computeIfAbsent(new Version(app.id(), app.version()), _ -> newOfficialAccount(app));
        }
    }

    /** The mini-program's client; the same until the app is changed. */
    MiniProgramClient miniProgram(WechatApp app) {
        require(app, AppKind.MINI_PROGRAM);
        synchronized (miniPrograms) {
            return miniPrograms.computeIfAbsent(new Version(app.id(), app.version()), _ -> newMiniProgram(app));
        }
    }

    /** The line to the app, of whichever kind it is. */
    Line line(WechatApp app) {
        return switch (app.kind()) {
            case OFFICIAL_ACCOUNT -> officialAccount(app).line();
            case MINI_PROGRAM -> miniProgram(app).line();
        };
    }

    /**
     * A token that WeChat gives out now for the app's id and secret; while the former one is good it is the same. The
     * one kept in Redis would answer for a secret that is wrong by now.
     */
    String freshToken(WechatApp app) throws WxErrorException, IOException {
        return switch (app.kind()) {
            case OFFICIAL_ACCOUNT -> officialAccount(app).tokens().fresh();
            case MINI_PROGRAM -> miniProgram(app).tokens().fresh();
        };
    }

    @PreDestroy
    void close() throws IOException {
        http.close();
    }

    private AccountClient newOfficialAccount(WechatApp app) {
        var config = new WxMpRedisConfigImpl(new RedisTemplateWxRedisOps(redis), "kabao:wx:mp");
        config.setAppId(app.appId());
        config.setSecret(cipher.decrypt(WechatApps.SECRET, app.merchantId(), app.secret()));
        config.useStableAccessToken(true);
        config.setHostConfig(new WxMpHostConfig(addresses.api(), addresses.open(), addresses.mp()));
        return new AccountClient(config, http, new Line(app.appId(), clock), tokensOf(app));
    }

    private MiniProgramClient newMiniProgram(WechatApp app) {
        var config = new WxMaRedisBetterConfigImpl(new RedisTemplateWxRedisOps(redis), "kabao:wx:ma");
        config.setAppid(app.appId());
        config.setSecret(cipher.decrypt(WechatApps.SECRET, app.merchantId(), app.secret()));
        config.useStableAccessToken(true);
        config.setApiHostUrl(addresses.api());
        return new MiniProgramClient(config, http, new Line(app.appId(), clock), tokensOf(app));
    }

    /** A token belongs to the secret it was fetched with: another secret counts at once, be it right or wrong. */
    private Tokens.Making tokensOf(WechatApp app) {
        var name = app.appId() + ":" + fingerprint(app.secret());
        return fetching -> new Tokens(redis, name, fetching);
    }

    /** Of the encrypted secret, which is never the same twice: it tells when one was entered and nothing about it. */
    private static String fingerprint(byte[] encrypted) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(encrypted);
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static void require(WechatApp app, AppKind kind) {
        if (app.kind() != kind) {
            throw new IllegalArgumentException(app + " is no " + kind);
        }
    }

    private static CloseableHttpClient newHttp() {
        var connections = new PoolingHttpClientConnectionManager(CONNECTION_LIVES_SECONDS, TimeUnit.SECONDS);
        connections.setMaxTotal(CONNECTIONS);
        connections.setDefaultMaxPerRoute(CONNECTIONS);
        connections.setValidateAfterInactivity(LOOKED_AT_AFTER_IDLE_MILLIS);
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setConnectionRequestTimeout(CONNECT_MILLIS)
                        .setSocketTimeout(READ_MILLIS)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .addInterceptorLast(AnswerLimit::put)
                .build();
    }
}
