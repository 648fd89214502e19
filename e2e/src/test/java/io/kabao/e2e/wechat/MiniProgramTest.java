package io.kabao.e2e.wechat;

import static io.kabao.e2e.wechat.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Provokes;
import io.kabao.wechat.MiniProgram;
import io.kabao.wechat.WechatError;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MiniProgramTest {

    private final House house = House.shared();
    private final Outside outside = Outside.of(house);
    private final MiniProgram miniProgram = house.adminBean(MiniProgram.class);
    private final String guest = outside.person("13800000000");

    @Test
    void a_login_code_tells_who_it_is_without_a_token() {
        var app = outside.app("MINI_PROGRAM", Map.of(), Map.of("openPlatformId", "open-1"));
        var person = miniProgram.signIn(app, outside.code("login", guest, app));
        assertThat(person.openid()).isEqualTo(outside.openid(guest, app));
        assertThat(person.unionid()).isEqualTo(outside.unionid(guest, app));
        assertThat(person).hasToString("Person");
        assertThat(outside.calls("/cgi-bin/stable_token")).isZero();
    }

    @Test
    void who_signs_in_to_an_app_without_open_platform_has_no_unionid() {
        var app = outside.miniProgram();
        assertThat(miniProgram.signIn(app, outside.code("login", guest, app)).unionid())
                .isNull();
    }

    @Test
    @Provokes("CODE_USED_TWICE")
    void a_login_code_is_good_once() {
        var app = outside.miniProgram();
        var code = outside.code("login", guest, app);
        miniProgram.signIn(app, code);
        assertRefused(WechatError.LOGIN_CODE_INVALID, () -> miniProgram.signIn(app, code));
    }

    @Test
    void a_login_code_that_is_old_or_of_another_app_or_kind_is_refused() {
        var app = outside.miniProgram();
        var old = outside.code("login", guest, app);
        house.pass(Duration.ofSeconds(301));
        assertRefused(WechatError.LOGIN_CODE_INVALID, () -> miniProgram.signIn(app, old));
        var foreign = outside.code("login", guest, outside.miniProgram());
        assertRefused(WechatError.LOGIN_CODE_INVALID, () -> miniProgram.signIn(app, foreign));
        var phone = outside.code("phone", guest, app);
        assertRefused(WechatError.LOGIN_CODE_INVALID, () -> miniProgram.signIn(app, phone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "卡", "a\nb"})
    void what_can_be_no_code_is_refused_without_asking(String code) {
        var app = outside.miniProgram();
        assertRefused(WechatError.LOGIN_CODE_INVALID, () -> miniProgram.signIn(app, code));
        assertRefused(WechatError.PHONE_CODE_INVALID, () -> miniProgram.phoneOf(app, code, "o1"));
        assertThat(outside.calls("/sns/jscode2session")).isZero();
    }

    @Test
    void a_code_cannot_bring_parameters_of_its_own() {
        var app = outside.miniProgram();
        var other = outside.miniProgram();
        // Were it pasted into the address, WeChat would be asked for the other app.
        var code = outside.code("login", guest, other) + "&appid=" + other.appId();
        assertRefused(WechatError.LOGIN_CODE_INVALID, () -> miniProgram.signIn(app, code));
        assertThat(outside.calls("/sns/jscode2session")).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_phone_code_gives_the_number(boolean numericCountryCode) {
        var app = outside.miniProgram();
        var code = outside.act(
                        guest, "phone-codes", Map.of("appId", app.appId(), "numericCountryCode", numericCountryCode))
                .text("/code");
        assertThat(miniProgram.phoneOf(app, code, outside.openid(guest, app)).e164())
                .isEqualTo("+8613800000000");
    }

    @Test
    void a_number_from_abroad_keeps_its_country() {
        var app = outside.miniProgram();
        var abroad = outside.post("/sandbox/people", Map.of("phone", "51234567", "countryCode", "852"))
                .text("/id");
        var code = outside.code("phone", abroad, app);
        assertThat(miniProgram.phoneOf(app, code, outside.openid(abroad, app)).e164())
                .isEqualTo("+85251234567");
    }

    @Test
    @Provokes("CODE_USED_TWICE")
    void a_phone_code_is_good_once() {
        var app = outside.miniProgram();
        var openid = outside.openid(guest, app);
        var code = outside.code("phone", guest, app);
        miniProgram.phoneOf(app, code, openid);
        assertRefused(WechatError.PHONE_CODE_INVALID, () -> miniProgram.phoneOf(app, code, openid));
    }

    @Test
    void a_phone_code_that_is_old_or_of_another_app_or_kind_is_refused() {
        var app = outside.miniProgram();
        var openid = outside.openid(guest, app);
        var old = outside.code("phone", guest, app);
        house.pass(Duration.ofSeconds(301));
        assertRefused(WechatError.PHONE_CODE_INVALID, () -> miniProgram.phoneOf(app, old, openid));
        var foreign = outside.code("phone", guest, outside.miniProgram());
        assertRefused(WechatError.PHONE_CODE_INVALID, () -> miniProgram.phoneOf(app, foreign, openid));
        var login = outside.code("login", guest, app);
        assertRefused(WechatError.PHONE_CODE_INVALID, () -> miniProgram.phoneOf(app, login, openid));
    }

    @Test
    void a_phone_code_is_nobodys_but_the_persons_who_gave_it() {
        var app = outside.miniProgram();
        var code = outside.code("phone", guest, app);
        var thief = outside.openid(outside.person("13900000000"), app);
        assertRefused(WechatError.PHONE_CODE_INVALID, () -> miniProgram.phoneOf(app, code, thief));
        assertThat(miniProgram.phoneOf(app, code, outside.openid(guest, app)).lastFour())
                .isEqualTo("0000");
    }

    @Test
    void a_number_whose_watermark_is_six_minutes_old_is_refused() {
        var app = outside.miniProgram();
        var openid = outside.openid(guest, app);
        // A job that ran then would be due next at a time that comes only later.
        try (var _ = JobsAtRest.in(house)) {
            var code = outside.code("phone", guest, app);
            house.clock().advance(Duration.ofMinutes(6));
            try {
                assertRefused(WechatError.PHONE_CODE_INVALID, () -> miniProgram.phoneOf(app, code, openid));
            } finally {
                house.clock().advance(Duration.ofMinutes(-6));
            }
        }
    }

    @Test
    void a_code_picture_leads_to_the_claim_page_with_its_scene() {
        var page = Map.<String, Object>of("pagePath", "pages/claim/index");
        var app = outside.app("MINI_PROGRAM", page, Map.of("pages", java.util.List.of("pages/claim/index")));
        var led = outside.scan(guest, miniProgram.codePicture(app, "s7Kd2"));
        assertThat(led.get("to").asString()).isEqualTo("MINI_PROGRAM");
        assertThat(led.get("miniProgram").get("appId").asString()).isEqualTo(app.appId());
        assertThat(led.get("miniProgram").get("page").asString()).isEqualTo("pages/claim/index");
        assertThat(led.get("miniProgram").toString()).contains("s7Kd2", "release");
    }

    @Test
    void without_a_page_it_leads_to_the_home_page() {
        var app = outside.miniProgram();
        var led = outside.scan(guest, miniProgram.codePicture(app, "s7Kd2"));
        assertThat(led.get("miniProgram").get("page").asString()).isEqualTo("pages/index/index");
    }

    @Test
    void the_publics_page_must_be_released_and_a_testers_need_not() {
        var released = Map.<String, Object>of("pages", java.util.List.of("pages/index/index"));
        var open = outside.app("MINI_PROGRAM", Map.of("pagePath", "pages/claim/index"), released);
        assertRefused(WechatError.PAGE_NOT_RELEASED, () -> miniProgram.codePicture(open, "s7Kd2"));
        var trial =
                outside.app("MINI_PROGRAM", Map.of("pagePath", "pages/claim/index", "envVersion", "TRIAL"), released);
        assertThat(outside.scan(guest, miniProgram.codePicture(trial, "s7Kd2")).toString())
                .contains("trial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a%b", "卡", "123456789012345678901234567890123"})
    void a_scene_that_wechat_takes_not_is_a_mistake_of_ours(String scene) {
        var app = outside.miniProgram();
        assertThatThrownBy(() -> miniProgram.codePicture(app, scene)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_account_is_no_mini_program() {
        var account = outside.account();
        assertThatThrownBy(() -> miniProgram.signIn(account, "0a1")).isInstanceOf(IllegalArgumentException.class);
    }
}
