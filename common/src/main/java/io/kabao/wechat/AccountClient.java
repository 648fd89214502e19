package io.kabao.wechat;

import java.io.IOException;
import me.chanjar.weixin.common.enums.WxType;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.http.RequestExecutor;
import me.chanjar.weixin.common.util.http.SimpleGetRequestExecutor;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.WxMpConfigStorage;
import me.chanjar.weixin.mp.enums.WxMpApiUrl;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.util.EntityUtils;

/**
 * WxJava's service of one official account with tokens, retries and connections of ours: the library's own sleep up to
 * 31 s in the caller's thread and write addresses with tokens into the log.
 */
final class AccountClient extends WxMpServiceImpl {

    private final CloseableHttpClient http;
    private final Line line;
    private final Tokens tokens;

    AccountClient(WxMpConfigStorage config, CloseableHttpClient http, Line line, Tokens.Making making) {
        this.http = http;
        this.line = line;
        this.tokens = making.tokens(this::fetchToken);
        setWxMpConfigStorage(config);
    }

    Line line() {
        return line;
    }

    Tokens tokens() {
        return tokens;
    }

    /** An OAuth code's answer; it goes without a token. */
    WechatAnswer oauth(String code) throws WxErrorException, IOException {
        var config = getWxMpConfigStorage();
        var address = WxMpApiUrl.OAuth2.OAUTH2_ACCESS_TOKEN_URL
                .getUrl(config)
                .formatted(config.getAppId(), config.getSecret(), code);
        return WechatAnswer.of(SimpleGetRequestExecutor.create(getRequestHttp()).execute(address, null, WxType.MP));
    }

    /** What is at an address outside the API. */
    byte[] download(String address) throws IOException {
        try (var answer = http.execute(new HttpGet(address))) {
            var status = answer.getStatusLine().getStatusCode();
            if (status != 200) {
                throw new UnusableAnswer("HTTP " + status);
            }
            return EntityUtils.toByteArray(answer.getEntity());
        }
    }

    @Override
    public <T, E> T execute(RequestExecutor<T, E> executor, String address, E data) throws WxErrorException {
        return tokens.send(address, withToken -> executor.execute(withToken, data, WxType.MP));
    }

    @Override
    public String getAccessToken(boolean forceRefresh) throws WxErrorException {
        try {
            return forceRefresh ? tokens.fresh() : tokens.current();
        } catch (IOException e) {
            throw new WxErrorException(e);
        }
    }

    @Override
    public CloseableHttpClient getRequestHttpClient() {
        return http;
    }

    @Override
    public void initHttp() {
        // One client serves all apps; the library would make its own.
    }

    private Tokens.Fetched fetchToken() throws WxErrorException, IOException {
        var answer = WechatAnswer.accepted(doGetStableAccessTokenRequest(false));
        return new Tokens.Fetched(answer.text("/access_token"), answer.number("/expires_in"));
    }
}
