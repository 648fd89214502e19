package io.kabao.sandbox.wechat.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.StandIn;
import io.kabao.sandbox.wechat.Caller;
import io.kabao.sandbox.wechat.WxClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OauthRoomTest {
    private static final String BACK = "https://shop.example/m/claim?scene=a%20b#top";

    private final StandIn standIn = StandIn.start(0, List.of(Outside::new));
    private final Caller caller = new Caller(standIn.url());
    private final WxMpService mp = WxClients.mp(standIn.url(), "wxmp");
    private String person = "";

    @BeforeEach
    void register() {
        caller.register("wxmp", "OFFICIAL_ACCOUNT", ",\"openPlatformId\":\"op1\"");
        person = caller.person("13800000000");
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void the_browser_comes_back_with_a_code_that_names_the_person_once() throws WxErrorException {
        String address = mp.getOAuth2Service().buildAuthorizationUrl(BACK, "snsapi_base", "s-1");
        String query = URI.create(address).getRawQuery();
        var answer = caller.send("GET", "/connect/oauth2/authorize?" + query + "&person=" + person, "");
        assertThat(answer.statusCode()).isEqualTo(302);
        String to = answer.headers().firstValue("Location").orElseThrow();
        assertThat(to)
                .startsWith("https://shop.example/m/claim?scene=a%20b&code=")
                .endsWith("&state=s-1#top");
        String code = to.replaceAll(".*code=([^&]+).*", "$1");
        var token = mp.getOAuth2Service().getAccessToken(code);
        assertThat(token.getOpenId()).isEqualTo(caller.openId(person, "wxmp"));
        assertThat(token.getUnionId()).hasSize(28);
        assertThat(token.getExpiresIn()).isEqualTo(7200);
        assertThat(WxClients.codeOf(() -> mp.getOAuth2Service().getAccessToken(code)))
                .isEqualTo(40163);
        assertThat(caller.violations()).containsExactly("CODE_USED_TWICE");
        assertThat(WxClients.codeOf(() -> mp.getOAuth2Service().getUserInfo(token, "zh_CN")))
                .isEqualTo(48001);
    }

    @Test
    void with_consent_nickname_and_unionid_are_given_for_two_hours() throws WxErrorException {
        var token = mp.getOAuth2Service().getAccessToken(code(true));
        var user = mp.getOAuth2Service().getUserInfo(token, "zh_CN");
        assertThat(user.getNickname()).isEqualTo("微信用户");
        assertThat(user.getUnionId()).isEqualTo(token.getUnionId());
        assertThat(mp.getOAuth2Service().validateAccessToken(token)).isTrue();
        standIn.world().clock().advance(Duration.ofHours(2));
        assertThat(WxClients.codeOf(() -> mp.getOAuth2Service().getUserInfo(token, "zh_CN")))
                .isEqualTo(42001);
        var renewed = mp.getOAuth2Service().refreshAccessToken(token.getRefreshToken());
        assertThat(mp.getOAuth2Service().getUserInfo(renewed, "zh_CN").getOpenid())
                .isEqualTo(token.getOpenId());
        standIn.world().clock().advance(Duration.ofDays(30));
        assertThat(WxClients.codeOf(() -> mp.getOAuth2Service().refreshAccessToken(renewed.getRefreshToken())))
                .isEqualTo(42002);
    }

    @Test
    void an_oauth_code_ends_after_five_minutes() {
        String code = code(false);
        standIn.world().clock().advance(Duration.ofMinutes(5));
        assertThat(WxClients.codeOf(() -> mp.getOAuth2Service().getAccessToken(code)))
                .isEqualTo(40029);
    }

    @Test
    void a_browser_of_nobody_and_a_crooked_address_are_not_sent_back() {
        String start = "/connect/oauth2/authorize?appid=wxmp&response_type=code";
        assertThat(caller.send("GET", start + "&scope=snsapi_base&redirect_uri=https://a.example", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(caller.send("GET", start + "&scope=other&redirect_uri=https://a.example&person=" + person, "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(caller.send("GET", start + "&scope=snsapi_base&redirect_uri=javascript:x&person=" + person, "")
                        .statusCode())
                .isEqualTo(400);
    }

    private String code(boolean userInfo) {
        return caller.person(person, "oauth-codes", "{\"appId\":\"wxmp\",\"userInfo\":" + userInfo + "}")
                .get("code")
                .asString();
    }
}
