package io.kabao.e2e.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.wechat.WechatApp;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppCheckTest {

    private final Outside outside = Outside.of(House.shared());

    @Test
    void an_account_and_a_mini_program_must_be_bound_to_one_open_platform_account() {
        var account = outside.app("OFFICIAL_ACCOUNT", Map.of("openPlatformId", "open-1"), Map.of("tokenFetches", 9));
        assertThat(openPlatform(account)).as("nothing to be joined with").isEqualTo("");
        var apart = outside.app("MINI_PROGRAM", Map.of("openPlatformId", "open-2"), Map.of("tokenFetches", 9));
        assertThat(openPlatform(account)).isEqualTo("OPEN_PLATFORM_DIFFERS");
        assertThat(openPlatform(apart)).isEqualTo("OPEN_PLATFORM_DIFFERS");
        var joined = outside.app("MINI_PROGRAM", Map.of("openPlatformId", "open-1"), Map.of("tokenFetches", 9));
        assertThat(openPlatform(account)).isEqualTo("");
        assertThat(openPlatform(joined)).isEqualTo("");
        assertThat(openPlatform(apart)).isEqualTo("OPEN_PLATFORM_DIFFERS");
    }

    @Test
    void without_one_an_account_and_a_mini_program_are_told_that_following_first_is_off() {
        var account = outside.app("OFFICIAL_ACCOUNT", Map.of(), Map.of("tokenFetches", 9));
        assertThat(openPlatform(account)).as("nothing to be joined with").isEqualTo("");
        var miniProgram = outside.app("MINI_PROGRAM", Map.of(), Map.of("tokenFetches", 9));
        assertThat(openPlatform(account)).isEqualTo("OPEN_PLATFORM_MISSING");
        assertThat(openPlatform(miniProgram)).isEqualTo("OPEN_PLATFORM_MISSING");
        var check = outside.owner().call("POST", "/admin/wechat-apps/" + miniProgram.id() + "/check", null);
        assertThat(check.body()).contains("“先关注”将不起作用");
    }

    /** The code of what is wrong there; empty: nothing. */
    private String openPlatform(WechatApp app) {
        var check = outside.owner().call("POST", "/admin/wechat-apps/" + app.id() + "/check", null);
        for (var finding : check.json().get("findings")) {
            if (finding.get("item").asString().equals("OPEN_PLATFORM")) {
                return finding.get("code").asString("");
            }
        }
        throw new AssertionError(check.body());
    }
}
