package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.ALL;
import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What gives rights and secrets asks for a session that has just proved itself, and of some for a second factor. */
class StepUpTest {

    private final House house = House.shared();
    private final Office office = Office.open(house);

    @Test
    void owner_and_finance_may_sign_in_and_look_around_and_need_a_second_factor_for_the_rest() {
        var clerksRole = office.role("OPERATOR_READ", "OPERATOR_WRITE", "WECHAT_APP_WRITE");
        var finance = office.hire(Map.of("roleIds", List.of(Office.FINANCE, clerksRole), "scope", ALL));
        house.trustNoMore(office.owner().account());
        for (var each : List.of(office.owner(), finance)) {
            assertThat(each.me().json().get("needsSecondFactor").asBoolean()).isTrue();
            assertThat(each.api().get("/admin/operators").status()).isEqualTo(200);
            Office.stepUp(each);
            assertThat(everythingThatAsks(each.api()))
                    .allSatisfy(answer -> assertRefused(answer, 403, "TOTP_REQUIRED"));
        }
        var device =
                Device.of(office.owner().api().post("/admin/me/totp", Map.of()).text("/secret"));
        var code = Map.of("otp", device.at(house.clock().instant()));
        var confirmed = office.owner().api().post("/admin/me/totp/confirmation", code);
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
        var added = office.owner().api().post("/admin/operators", Office.form(Map.of()));
        assertThat(added.status()).as(added.body()).isIn(201, 202);
    }

    @Test
    void who_needs_no_second_factor_proves_it_by_the_password_for_five_minutes_and_one_session() {
        var clerk = office.hire(office.role("OPERATOR_READ", "OPERATOR_WRITE", "WECHAT_APP_WRITE"), ALL);
        assertThat(everythingThatAsks(clerk.api()))
                .allSatisfy(answer -> assertRefused(answer, 403, "STEP_UP_REQUIRED"));
        assertRefused(
                clerk.api().post("/admin/sessions/step-up", Map.of("password", "Wrong-Password-7")),
                422,
                "OLD_PASSWORD_WRONG");
        assertRefused(clerk.api().post("/admin/sessions/step-up", Map.of("otp", "123456")), 422, "OLD_PASSWORD_WRONG");
        assertRefused(rename(clerk), 403, "STEP_UP_REQUIRED");
        Office.stepUp(clerk);
        assertThat(rename(clerk).status()).isEqualTo(200);
        office.pass(Duration.ofMinutes(4));
        assertThat(rename(clerk).status()).isEqualTo(200);
        office.pass(Duration.ofMinutes(1));
        assertRefused(rename(clerk), 403, "STEP_UP_REQUIRED");

        Office.stepUp(clerk);
        var again = office.signedIn(clerk.id(), clerk.account(), clerk.password());
        assertRefused(rename(again), 403, "STEP_UP_REQUIRED");
        assertRefused(rename(clerk), 401, "NOT_SIGNED_IN");
    }

    private Answer rename(Office.Colleague clerk) {
        return office.change(clerk, clerk, Map.of("name", "新名"));
    }

    /** Calls of each handler that asks for proof; it is asked for before anything else is looked at. */
    private static List<Answer> everythingThatAsks(Api by) {
        return List.of(
                by.post("/admin/operators", Office.form(Map.of())),
                by.patch("/admin/operators/1", Map.of("version", 1)),
                by.delete("/admin/operators/1"),
                by.post("/admin/operators/1/password-reset", Map.of()),
                by.delete("/admin/operators/1/totp"),
                by.post("/admin/roles", Map.of("name", "角色", "permissions", List.of("OPERATOR_READ"))),
                by.patch("/admin/roles/101", Map.of("version", 1)),
                by.delete("/admin/roles/101"),
                by.post("/admin/wechat-apps", anApp()),
                by.delete("/admin/wechat-apps/1"),
                by.delete("/admin/me/totp"));
    }

    private static Map<String, Object> anApp() {
        return Map.of(
                "kind", "MINI_PROGRAM",
                "appId", "wx" + Shop.unique(16),
                "name", "小程序",
                "secret", "f00dface".repeat(4),
                "pagePath", "pages/claim");
    }
}
