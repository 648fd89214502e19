package io.kabao.e2e.wechat;

import static io.kabao.e2e.wechat.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.e2e.House;
import io.kabao.e2e.Provokes;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.OfficialAccount.FollowCode;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatError;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfficialAccountTest {

    private final House house = House.shared();
    private final Outside outside = Outside.of(house);
    private final OfficialAccount account = house.adminBean(OfficialAccount.class);
    private final String guest = outside.person("13800000000");

    @Test
    void a_visitor_is_sent_to_wechat_and_comes_back_recognised() {
        var app = outside.app("OFFICIAL_ACCOUNT", Map.of(), Map.of("openPlatformId", "open-1"));
        var address = URI.create(account.signInAddress(app, "https://shop.example/wx?a=1&b=2", "st4te"));
        var back = outside.get(address.getPath() + "?" + address.getRawQuery() + "&person=" + guest)
                .header("Location");
        assertThat(back).startsWith("https://shop.example/wx?a=1&b=2&code=").endsWith("&state=st4te");
        var person = account.signIn(app, back.replaceAll(".*code=|&.*", ""));
        assertThat(person.openid()).isEqualTo(outside.openid(guest, app));
        assertThat(person.unionid()).isEqualTo(outside.unionid(guest, app));
        assertThat(outside.calls("/cgi-bin/stable_token")).isZero();
    }

    @Test
    @Provokes("CODE_USED_TWICE")
    void a_code_that_was_used_is_old_or_of_another_account_is_refused() {
        var app = outside.account();
        var used = outside.code("oauth", guest, app);
        account.signIn(app, used);
        assertRefused(WechatError.LOGIN_CODE_INVALID, () -> account.signIn(app, used));
        var foreign = outside.code("oauth", guest, outside.account());
        assertRefused(WechatError.LOGIN_CODE_INVALID, () -> account.signIn(app, foreign));
        var old = outside.code("oauth", guest, app);
        house.pass(Duration.ofSeconds(301));
        assertRefused(WechatError.LOGIN_CODE_INVALID, () -> account.signIn(app, old));
    }

    @Test
    void a_state_that_would_break_the_address_is_a_mistake_of_ours() {
        var app = outside.account();
        assertThatThrownBy(() -> account.signInAddress(app, "https://shop.example/", "a&b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void following_is_known_as_it_is_now() {
        var app = outside.app("OFFICIAL_ACCOUNT", Map.of(), Map.of("openPlatformId", "open-1"));
        var openid = outside.openid(guest, app);
        assertThat(account.follower(app, openid).following()).isFalse();
        outside.act(guest, "follow", Map.of("appId", app.appId()));
        var follower = account.follower(app, openid);
        assertThat(follower.following()).isTrue();
        assertThat(follower.person().openid()).isEqualTo(openid);
        assertThat(follower.person().unionid()).isEqualTo(outside.unionid(guest, app));
        outside.act(guest, "unfollow", Map.of("appId", app.appId()));
        assertThat(account.follower(app, openid).following()).isFalse();
    }

    @Test
    void an_openid_of_another_account_is_unknown() {
        var app = outside.account();
        var foreign = outside.openid(guest, outside.account());
        assertRefused(WechatError.PERSON_UNKNOWN, () -> account.follower(app, foreign));
        assertRefused(WechatError.PERSON_UNKNOWN, () -> account.follower(app, foreign + "&lang=en"));
    }

    @Test
    void a_temporary_code_can_be_scanned_for_thirty_days() {
        var app = outside.account();
        var code = account.temporaryCode(app, "s7Kd2");
        assertThat(Duration.between(house.clock().instant(), code.expiresAt()))
                .isBetween(Duration.ofDays(30).minusMinutes(1), Duration.ofDays(30));
        var led = outside.scan(guest, account.codePicture(app, code));
        assertThat(led.get("to").asString()).isEqualTo("ACCOUNT");
        assertThat(led.get("appId").asString()).isEqualTo(app.appId());
        assertThat(outside.act(guest, "scans", Map.of("text", code.url())).text("/appId"))
                .isEqualTo(app.appId());
    }

    @Test
    void permanent_codes_are_counted_and_one_scene_has_one() {
        var app = outside.app("OFFICIAL_ACCOUNT", Map.of(), Map.of("permanentCodes", 1));
        var code = account.permanentCode(app, "store-1");
        assertThat(code.expiresAt()).isNull();
        assertThat(account.permanentCode(app, "store-1")).isEqualTo(code);
        assertThat(outside.scan(guest, account.codePicture(app, code)).get("to").asString())
                .isEqualTo("ACCOUNT");
        assertRefused(WechatError.PERMANENT_CODES_USED_UP, () -> account.permanentCode(app, "store-2"));
    }

    @Test
    void only_wechats_own_pictures_are_asked_for() {
        var app = outside.account();
        var foreign = new FollowCode("http://weixin.qq.com/q/1", "http://169.254.169.254/latest/", null);
        assertThatThrownBy(() -> account.codePicture(app, foreign)).isInstanceOf(IllegalArgumentException.class);
        var unknown = new FollowCode("x", pictureOf(app).replaceAll("ticket=.*", "ticket=none"), null);
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> account.codePicture(app, unknown));
    }

    private String pictureOf(WechatApp app) {
        return account.temporaryCode(app, "s7Kd2").pictureUrl();
    }
}
