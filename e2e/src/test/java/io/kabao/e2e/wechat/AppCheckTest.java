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
