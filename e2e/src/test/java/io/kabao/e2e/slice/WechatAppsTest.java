package io.kabao.e2e.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A merchant's official accounts and mini-programs, tried against the stand-in for WeChat. */
class WechatAppsTest {

    private static final String SECRET = "f00dface".repeat(4);

    private final House house = House.shared();
    private final String appId = "wx" + UUID.randomUUID().toString().substring(0, 16);
    private String account = "";
    private Api owner = house.admin();

    @BeforeEach
    void open() {
        account = "w-" + UUID.randomUUID().toString().substring(0, 18);
        house.openMerchant(account);
        owner = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        house.trust(account);
    }

    @Test
    void an_account_whose_settings_are_right_passes_the_check() {
        knownToWechat("OFFICIAL_ACCOUNT");
        var added = owner.post(
                "/admin/wechat-apps",
                Map.of(
                        "kind", "OFFICIAL_ACCOUNT",
                        "appId", appId,
                        "originalId", "gh_0123456789ab",
                        "name", "公众号",
                        "secret", SECRET,
                        "token", "callbackToken",
                        "aesKey", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
                        "openPlatformId", "open-1"));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.body()).doesNotContain(SECRET, "callbackToken", "abcdefghij");
        var check = check(added);
        assertThat(check.json().get("ok").asBoolean()).as(check.body()).isTrue();
        assertThat(owner.get("/admin/audit").body()).doesNotContain(SECRET, "callbackToken", "abcdefghij");
    }

    @Test
    void a_wrong_secret_is_found_even_while_an_old_token_is_still_good() {
        knownToWechat("MINI_PROGRAM");
        var added = miniProgram(SECRET);
        assertThat(finding(check(added), "CREDENTIALS")).isEqualTo("true null");
        var path = "/admin/wechat-apps/" + added.text("/id");
        var other = Map.of("version", 1, "secret", "no-longer-right-123");
        house.trustNoMore(account);
        assertThat(owner.patch(path, other).problemCode()).contains("TOTP_REQUIRED");
        house.trust(account);
        assertThat(owner.patch(path, other).status()).isEqualTo(200);
        assertThat(finding(check(added), "CREDENTIALS")).isEqualTo("false SECRET_WRONG");
    }

    @Test
    void an_app_id_that_wechat_does_not_know_is_said_so() {
        assertThat(finding(check(miniProgram(SECRET)), "CREDENTIALS")).isEqualTo("false APP_ID_WRONG");
    }

    @Test
    void what_is_missing_is_listed_with_how_to_mend_it() {
        knownToWechat("MINI_PROGRAM");
        var check = check(miniProgram(SECRET));
        assertThat(check.json().get("ok").asBoolean()).isFalse();
        assertThat(finding(check, "PAGE_PATH")).isEqualTo("false PAGE_PATH_MISSING");
        assertThat(finding(check, "OPEN_PLATFORM")).as("it is the only app").isEqualTo("true null");
        assertThat(check.body()).contains("请填写小程序领卡页面路径");
    }

    @Test
    void an_app_id_belongs_to_one_merchant() {
        miniProgram(SECRET);
        account = "w-" + UUID.randomUUID().toString().substring(0, 18);
        house.openMerchant(account);
        owner = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        house.trust(account);
        var again = owner.post(
                "/admin/wechat-apps", Map.of("kind", "MINI_PROGRAM", "appId", appId, "name", "别家", "secret", SECRET));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problemCode()).hasValue("APP_ID_TAKEN");
    }

    @Test
    void safe_mode_needs_the_keys_of_the_callback() {
        var answer = owner.post(
                "/admin/wechat-apps",
                Map.of("kind", "OFFICIAL_ACCOUNT", "appId", appId, "name", "公众号", "secret", SECRET));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problemCode()).hasValue("CALLBACK_KEYS_MISSING");
    }

    private Answer miniProgram(String secret) {
        var added = owner.post(
                "/admin/wechat-apps", Map.of("kind", "MINI_PROGRAM", "appId", appId, "name", "小程序", "secret", secret));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        return added;
    }

    private Answer check(Answer app) {
        var answer = owner.call("POST", "/admin/wechat-apps/" + app.text("/id") + "/check", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** Whether an item is right, and the code of what is wrong. */
    private static String finding(Answer check, String item) {
        for (var finding : check.json().get("findings")) {
            if (finding.get("item").asString().equals(item)) {
                return finding.get("ok").asBoolean() + " "
                        + (finding.get("code").isNull()
                                ? "null"
                                : finding.get("code").asString());
            }
        }
        throw new AssertionError(item + " was not looked at: " + check.body());
    }

    private void knownToWechat(String kind) {
        var answer = Api.at(java.net.URI.create(house.sandbox().http().url()).getPort())
                .post("/sandbox/apps", Map.of("appId", appId, "secret", SECRET, "kind", kind, "tokenFetches", 10));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }
}
