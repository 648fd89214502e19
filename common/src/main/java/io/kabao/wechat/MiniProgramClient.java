package io.kabao.wechat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.api.impl.WxMaServiceImpl;
import cn.binarywang.wx.miniapp.config.WxMaConfig;
import java.io.IOException;
import me.chanjar.weixin.common.enums.WxType;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.http.RequestExecutor;
import me.chanjar.weixin.common.util.http.SimpleGetRequestExecutor;
import org.apache.http.impl.client.CloseableHttpClient;

/**
 * WxJava's service of one mini-program with tokens, retries and connections of ours, as in {@link AccountClient}. Raw
 * where the library's own class is.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
final class MiniProgramClient extends WxMaServiceImpl {

    private final CloseableHttpClient http;
    private final Line line;
    private final Tokens tokens;

    MiniProgramClient(WxMaConfig config, CloseableHttpClient http, Line line, Tokens.Making making) {
        this.http = http;
        this.line = line;
        this.tokens = making.tokens(this::fetchToken);
        setWxMaConfig(config);
    }

    Line line() {
        return line;
    }

    Tokens tokens() {
        return tokens;
    }

    /** A login code's answer. The library sends a token along, so that nobody could sign in while there is none. */
    WechatAnswer session(String code) throws WxErrorException, IOException {
        var config = getWxMaConfig();
        var query = "?appid=" + config.getAppid() + "&secret=" + config.getSecret() + "&js_code=" + code
                + "&grant_type=authorization_code";
        return WechatAnswer.of(SimpleGetRequestExecutor.create(getRequestHttp())
                .execute(here(WxMaService.JSCODE_TO_SESSION_URL) + query, null, WxType.MiniApp));
    }

    @Override
    public Object execute(RequestExecutor executor, String address, Object data) throws WxErrorException {
        return tokens.send(here(address), withToken -> executor.execute(withToken, data, WxType.MiniApp));
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

    private String here(String address) {
        return address.replace(WxMaConfig.DEFAULT_API_HOST_URL, getWxMaConfig().getEffectiveApiHostUrl());
    }

    private Tokens.Fetched fetchToken() throws WxErrorException, IOException {
        var answer = WechatAnswer.accepted(doGetStableAccessTokenRequest(false));
        return new Tokens.Fetched(answer.text("/access_token"), answer.number("/expires_in"));
    }
}
