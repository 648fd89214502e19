package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.kernel.limit.Buckets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What WeChat makes for an app: so many round codes a minute, and so many codes for ever in its life. */
class WechatBudgetsTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final String template = shop.template();

    private Answer aCode() {
        return shop.code("MINI_PROGRAM", template, Map.of());
    }

    private Answer picture(Answer code, String carrier) {
        return shop.owner().get("/admin/claim-codes/" + code.text("/id") + "/image?carrier=" + carrier);
    }

    @Test
    void a_round_code_is_drawn_once_and_again_when_it_opens_another_page() {
        var code = aCode();
        var id = "SELECT id FROM code_picture WHERE scene = '" + code.text("/scene") + "'";
        assertThat(picture(code, "MINI_PROGRAM").status()).isEqualTo(200);
        var first = rows.column(id);
        assertThat(first).hasSize(1);
        rows.change("UPDATE code_picture SET created_at = '2020-01-01' WHERE scene = '" + code.text("/scene") + "'");
        assertThat(picture(code, "MINI_PROGRAM").status()).isEqualTo(200);
        assertThat(rows.column("SELECT YEAR(created_at) FROM code_picture WHERE id = " + first.getFirst()))
                .containsExactly("2020");

        var app = rows.column("SELECT id FROM wechat_app WHERE app_id = '" + shop.miniProgram() + "'")
                .getFirst();
        shop.changed("/admin/wechat-apps/" + app, Map.of("envVersion", "TRIAL"));
        Awaitility.await("the change is known").untilAsserted(() -> {
            assertThat(picture(code, "MINI_PROGRAM").status()).isEqualTo(200);
            assertThat(rows.column("SELECT env_version FROM code_picture WHERE id = " + first.getFirst()))
                    .containsExactly("TRIAL");
        });
        assertThat(rows.column("SELECT YEAR(created_at) FROM code_picture WHERE id = " + first.getFirst()))
                .isNotEqualTo(List.of("2020"));
    }

    @Test
    void a_call_too_many_is_told_when_to_come_again_without_asking_wechat() {
        var rate = Buckets.Rate.never(5_000, Duration.ofMinutes(1));
        var buckets = house.adminBean(Buckets.class);
        var name = "WECHAT_CODE:" + shop.miniProgram();
        var code = aCode();
        var taken = 0;
        while (buckets.take(name, rate).isZero()) {
            taken++;
        }
        assertThat(taken).as("a tenth at once").isBetween(500, 1_000);
        // Nothing is filled in while the time is one that was before.
        house.clock().advance(Duration.ofSeconds(-30));
        var refused = picture(code, "MINI_PROGRAM");
        house.clock().advance(Duration.ofSeconds(30));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problemCode()).contains("CODES_TOO_FAST");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        shop.pass(Duration.ofSeconds(1));
        assertThat(picture(code, "MINI_PROGRAM").status()).isEqualTo(200);
    }

    @Test
    void what_another_instance_has_used_up_is_used_up_here_as_well() {
        var rate = Buckets.Rate.never(5_000, Duration.ofMinutes(1));
        var ofCustomersDoor = house.beans(Buckets.class).getLast();
        assertThat(ofCustomersDoor).isNotSameAs(house.adminBean(Buckets.class));
        var code = aCode();
        while (ofCustomersDoor.take("WECHAT_CODE:" + shop.miniProgram(), rate).isZero()) {}
        house.clock().advance(Duration.ofSeconds(-30));
        var refused = picture(code, "MINI_PROGRAM");
        house.clock().advance(Duration.ofSeconds(30));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problemCode()).contains("CODES_TOO_FAST");
        shop.pass(Duration.ofSeconds(1));
        assertThat(picture(code, "MINI_PROGRAM").status()).isEqualTo(200);
    }

    @Test
    void what_wechat_itself_refuses_is_told_likewise_and_works_in_its_next_minute() {
        shop.allowCodesAMinute(1);
        shop.untilWechatsNextMinute();
        assertThat(picture(aCode(), "MINI_PROGRAM").status()).isEqualTo(200);
        var second = aCode();
        var refused = picture(second, "MINI_PROGRAM");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problemCode()).contains("CODES_TOO_FAST");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        shop.pass(Duration.ofMinutes(1));
        assertThat(picture(second, "MINI_PROGRAM").status()).isEqualTo(200);
    }

    @Test
    void the_accounts_codes_for_ever_are_counted_and_none_is_asked_for_when_they_are_used_up() {
        assertBudget(0);
        assertThat(picture(aCode(), "OFFICIAL_ACCOUNT").status()).isEqualTo(200);
        assertBudget(1);
        rows.change(
                "INSERT INTO follow_code (id, merchant_id, code_id, app_id, url, picture_url, expires_at, created_at)"
                        + " SELECT c.id - s.seq, c.merchant_id, c.id - s.seq, '" + shop.account()
                        + "', 'u', 'p', NULL, c.created_at"
                        + " FROM follow_code c JOIN seq_1_to_99998 s WHERE c.app_id = '" + shop.account() + "'");
        assertBudget(99_999);
        assertThat(picture(aCode(), "OFFICIAL_ACCOUNT").status()).isEqualTo(200);
        assertBudget(100_000);
        var refused = picture(aCode(), "OFFICIAL_ACCOUNT");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problemCode()).contains("PERMANENT_CODES_USED_UP");
        rows.change("DELETE FROM follow_code WHERE app_id = '" + shop.account() + "'");
    }

    private void assertBudget(int used) {
        var accounts = shop.owner().get("/admin/claim-codes/budget").json().get("accounts");
        assertThat(accounts.size()).isOne();
        assertThat(accounts.get(0).get("appId").asString()).isEqualTo(shop.account());
        assertThat(accounts.get(0).get("used").asInt()).isEqualTo(used);
        assertThat(accounts.get(0).get("left").asInt()).isEqualTo(100_000 - used);
    }
}
