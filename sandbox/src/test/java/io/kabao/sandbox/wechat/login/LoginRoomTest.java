package io.kabao.sandbox.wechat.login;

import static org.assertj.core.api.Assertions.assertThat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.StandIn;
import io.kabao.sandbox.wechat.Caller;
import io.kabao.sandbox.wechat.WxClients;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import me.chanjar.weixin.common.error.WxErrorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoginRoomTest {
    private final StandIn standIn = StandIn.start(0, List.of(Outside::new));
    private final Caller caller = new Caller(standIn.url());
    private final WxMaService ma = WxClients.ma(standIn.url(), "wxmini");
    private final Map<String, String> tokens = new HashMap<>();
    private String person = "";

    @BeforeEach
    void register() {
        caller.register("wxmini", "MINI_PROGRAM", ",\"openPlatformId\":\"op1\"");
        caller.register("wxother", "MINI_PROGRAM", "");
        caller.register("wxmp", "OFFICIAL_ACCOUNT", ",\"openPlatformId\":\"op1\"");
        person = caller.person("13800000000");
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void a_login_code_gives_the_openid_of_this_app_and_the_unionid_of_its_platform() throws WxErrorException {
        var session = ma.getUserService().getSessionInfo(code("login-codes", "wxmini"));
        assertThat(session.getOpenid()).matches("o[0-9A-Za-z_-]{27}").isEqualTo(caller.openId(person, "wxmini"));
        assertThat(session.getSessionKey()).hasSize(24);
        assertThat(session.getUnionid())
                .hasSize(28)
                .isEqualTo(caller.get("/sandbox/people/" + person + "/apps/wxmp")
                        .get("unionId")
                        .asString());
        var unbound =
                WxClients.ma(standIn.url(), "wxother").getUserService().getSessionInfo(code("login-codes", "wxother"));
        assertThat(unbound.getUnionid()).isNull();
        assertThat(unbound.getOpenid()).isNotEqualTo(session.getOpenid());
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void a_login_code_is_used_once_which_a_second_time_is_noted() throws WxErrorException {
        String code = code("login-codes", "wxmini");
        ma.getUserService().getSessionInfo(code);
        assertThat(WxClients.codeOf(() -> ma.getUserService().getSessionInfo(code)))
                .isEqualTo(40163);
        assertThat(caller.violations()).containsExactly("CODE_USED_TWICE");
        assertThat(caller.get("/sandbox/violations").toString()).doesNotContain(code);
    }

    @Test
    void of_fifty_who_use_one_code_at_once_one_gets_in() throws InterruptedException {
        String code = code("login-codes", "wxmini");
        var let = new AtomicInteger();
        var threads = IntStream.range(0, 50)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    if (session(code) == 0) {
                        let.incrementAndGet();
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(let).hasValue(1);
        assertThat(caller.violations()).hasSize(49);
    }

    @Test
    void a_code_that_is_unknown_expired_foreign_or_for_another_use_is_40029() {
        assertThat(session("nonsense")).isEqualTo(40029);
        assertThat(session(code("login-codes", "wxother"))).isEqualTo(40029);
        assertThat(session(code("phone-codes", "wxmini"))).isEqualTo(40029);
        assertThat(phone(code("login-codes", "wxmini"))).isEqualTo(40029);
        assertThat(phone(code("phone-codes", "wxother"))).isEqualTo(40029);
        String login = code("login-codes", "wxmini");
        String phone = code("phone-codes", "wxmini");
        standIn.world().clock().advance(Duration.ofMinutes(5));
        assertThat(session(login)).isEqualTo(40029);
        assertThat(phone(phone)).isEqualTo(40029);
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void a_phone_code_gives_the_number_once() throws WxErrorException {
        String code = code("phone-codes", "wxmini");
        var phone = ma.getUserService().getPhoneNumber(code);
        assertThat(phone.getPhoneNumber()).isEqualTo("13800000000");
        assertThat(phone.getPurePhoneNumber()).isEqualTo("13800000000");
        assertThat(phone.getCountryCode()).isEqualTo("86");
        assertThat(phone.getWatermark().getAppid()).isEqualTo("wxmini");
        assertThat(WxClients.codeOf(() -> ma.getUserService().getPhoneNumber(code)))
                .isEqualTo(40029);
        assertThat(caller.violations()).containsExactly("CODE_USED_TWICE");
    }

    @Test
    void the_country_code_may_be_a_number_and_a_foreign_number_carries_it() {
        String numeric = caller.person(person, "phone-codes", "{\"appId\":\"wxmini\",\"numericCountryCode\":true}")
                .get("code")
                .asString();
        assertThat(phoneInfo(numeric).get("countryCode").isNumber()).isTrue();
        caller.post("/sandbox/people", """
                {"id":"%s","phone":"91234567","countryCode":"852"}""".formatted(person));
        var foreign = phoneInfo(code("phone-codes", "wxmini"));
        assertThat(foreign.get("countryCode").isString()).isTrue();
        assertThat(foreign.get("phoneNumber").asString()).isEqualTo("85291234567");
        assertThat(foreign.get("purePhoneNumber").asString()).isEqualTo("91234567");
    }

    @Test
    void the_openid_that_comes_with_a_phone_code_must_be_its_owner() {
        String other = caller.openId(caller.person("13900000000"), "wxmini");
        String code = code("phone-codes", "wxmini");
        assertThat(phone("""
                {"code":"%s","openid":"%s"}""".formatted(code, other), "wxmini")).isEqualTo(40003);
        assertThat(phone("""
                {"code":"%s","openid":"%s"}""".formatted(code, caller.openId(person, "wxmini")), "wxmini"))
                .isZero();
    }

    @Test
    void a_missing_code_and_a_token_of_an_account_are_refused() {
        assertThat(phone("{}", "wxmini")).isEqualTo(41011);
        assertThat(caller.violations()).containsExactly("MISSING_FIELD");
        assertThat(phone("{\"code\":\"x\"}", "wxmp")).isEqualTo(48001);
    }

    @Test
    void one_person_logs_in_a_hundred_times_a_minute_at_most() {
        var now = standIn.world().clock().instant();
        standIn.world()
                .clock()
                .advance(Duration.between(
                        now, now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1))));
        for (int i = 0; i < 100; i++) {
            assertThat(session(code("login-codes", "wxmini"))).isZero();
        }
        String next = code("login-codes", "wxmini");
        assertThat(session(next)).isEqualTo(45011);
        standIn.world().clock().advance(Duration.ofMinutes(1));
        assertThat(session(next)).isZero();
    }

    @Test
    void a_person_made_again_in_another_sandbox_has_the_same_openid() {
        caller.post("/sandbox/people", "{\"id\":\"anna\",\"phone\":\"13800000000\"}");
        try (var another = StandIn.start(0, List.of(Outside::new))) {
            var there = new Caller(another.url());
            there.register("wxmini", "MINI_PROGRAM", "");
            there.post("/sandbox/people", "{\"id\":\"anna\",\"phone\":\"13800000000\"}");
            assertThat(there.openId("anna", "wxmini")).isEqualTo(caller.openId("anna", "wxmini"));
        }
    }

    @Test
    void control_calls_about_nobody_or_no_app_are_404_and_nonsense_is_400() {
        assertThat(status("/sandbox/people/nobody/login-codes", "{\"appId\":\"wxmini\"}"))
                .isEqualTo(404);
        assertThat(status("/sandbox/people/" + person + "/login-codes", "{\"appId\":\"wxno\"}"))
                .isEqualTo(404);
        assertThat(status("/sandbox/people/" + person + "/login-codes", "{\"appId\":\"wxmp\"}"))
                .isEqualTo(400);
        assertThat(status("/sandbox/people", "{\"phone\":\"12a\"}")).isEqualTo(400);
        assertThat(status("/sandbox/people", "{}")).isEqualTo(400);
    }

    private int status(String path, String body) {
        return caller.send("POST", path, body).statusCode();
    }

    private String code(String kind, String appId) {
        return caller.person(person, kind, "{\"appId\":\"" + appId + "\"}")
                .get("code")
                .asString();
    }

    private int session(String code) {
        return caller.get(
                        "/sns/jscode2session?appid=wxmini&secret=s3cret&grant_type=authorization_code&access_token=any&js_code="
                                + code)
                .path("errcode")
                .asInt(0);
    }

    private int phone(String code) {
        return phone("{\"code\":\"" + code + "\"}", "wxmini");
    }

    private int phone(String body, String appId) {
        return caller.post("/wxa/business/getuserphonenumber?access_token=" + token(appId), body)
                .get("errcode")
                .asInt();
    }

    private JsonNode phoneInfo(String code) {
        return caller.post(
                        "/wxa/business/getuserphonenumber?access_token=" + token("wxmini"),
                        "{\"code\":\"" + code + "\"}")
                .get("phone_info");
    }

    private String token(String appId) {
        return tokens.computeIfAbsent(appId, caller::token);
    }
}
