package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.ALL;
import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A login that belongs to a member of staff ends when they leave. */
class StaffLoginTest {

    private final House house = House.shared();
    private final Office office = Office.open(house);
    private final Api owner = office.owner().api();
    private final String person = staff("小张");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_leaves_loses_the_login_in_the_same_action_and_does_not_get_it_back_by_coming_back(boolean byDeparture) {
        var login = hire(Office.CASHIER, ALL);
        assertThat(leave(byDeparture).status()).isEqualTo(200);
        assertRefused(login.me(), 401, "NOT_SIGNED_IN");
        assertRefused(house.admin().signIn(login.account(), login.password()), 401, "SIGN_IN_REFUSED");
        assertThat(office.look(login).json().get("active").asBoolean())
                .as("shown as disabled")
                .isFalse();
        assertThat(office.count("audit", "action = 'OPERATOR_DISABLED' AND thing_id = " + login.id()))
                .isOne();

        assertThat(owner.patch("/admin/staff/" + person, Map.of("version", 2, "active", true))
                        .status())
                .isEqualTo(200);
        assertRefused(login.me(), 401, "NOT_SIGNED_IN");
        assertRefused(house.admin().signIn(login.account(), login.password()), 401, "SIGN_IN_REFUSED");
        assertThat(office.change(office.owner(), login, Map.of("active", true)).status())
                .isEqualTo(200);
        assertThat(house.admin().signIn(login.account(), login.password()).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_last_owner_does_not_leave(boolean byDeparture) {
        var second = hire(Office.OWNER, ALL);
        office.trusted(second);
        assertThat(office.change(second, office.owner(), Map.of("active", false))
                        .status())
                .isEqualTo(200);
        assertRefused(leave(second.api(), person, byDeparture), 409, "LAST_OWNER");
        assertThat(second.me().status()).isEqualTo(200);
        assertThat(second.api()
                        .get("/admin/staff/" + person)
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_may_not_manage_somebody_does_not_end_their_login_by_seeing_them_leave(boolean byDeparture) {
        var region = owner.post("/admin/organizations", Map.of("name", "东区")).text("/id");
        var scope = OperatorsTest.scope("ORGANIZATION", region);
        var manager = office.hire(Office.MANAGER, scope).api();
        var second = staffOf(region);
        var wider = staffOf(region);
        var equal = staffOf(region);
        var own = staffOf(region);
        var wideCashier = hire(wider, Office.CASHIER, ALL);
        var cashier = hire(equal, Office.CASHIER, scope);
        var ownCashier = hire(own, Office.CASHIER, Map.of("kind", "OWN"));
        var owners = hire(second, Office.OWNER, ALL);
        for (var each : List.of(second, wider)) {
            assertRefused(leave(manager, each, byDeparture), 403, "BEYOND_OWN_RIGHTS");
            assertThat(owner.get("/admin/staff/" + each).json().get("active").asBoolean())
                    .isTrue();
        }
        assertThat(owners.me().status()).isEqualTo(200);
        assertThat(wideCashier.me().status()).isEqualTo(200);
        for (var each : List.of(equal, own)) {
            assertThat(leave(manager, each, byDeparture).status()).isEqualTo(200);
        }
        assertRefused(cashier.me(), 401, "NOT_SIGNED_IN");
        assertRefused(ownCashier.me(), 401, "NOT_SIGNED_IN");
    }

    private static Answer leave(Api by, String who, boolean byDeparture) {
        return byDeparture
                ? by.post("/admin/staff/" + who + "/departure", Map.of())
                : by.patch("/admin/staff/" + who, Map.of("version", 1, "active", false));
    }

    private String staffOf(String region) {
        return owner.post("/admin/staff", Map.of("name", "小李", "organizationId", region))
                .text("/id");
    }

    private Office.Colleague hire(String who, String role, Map<String, Object> scope) {
        return office.hire(Map.of("roleIds", List.of(role), "scope", scope, "staffId", who));
    }

    @Test
    void a_person_has_one_login_and_who_left_gets_none() {
        hire(Office.CASHIER, ALL);
        assertRefused(owner.post("/admin/operators", Office.form(Map.of("staffId", person))), 409, "STAFF_HAS_LOGIN");
        var other = office.hire(Office.CASHIER, ALL);
        assertRefused(office.change(office.owner(), other, Map.of("staffId", person)), 409, "STAFF_HAS_LOGIN");
        assertThat(leave(true).status()).isEqualTo(200);
        var gone = staff("旧人");
        owner.post("/admin/staff/" + gone + "/departure", Map.of());
        assertRefused(owner.post("/admin/operators", Office.form(Map.of("staffId", gone))), 422, "STAFF_NOT_ACTIVE");
        assertRefused(office.change(office.owner(), other, Map.of("staffId", gone)), 422, "STAFF_NOT_ACTIVE");
    }

    private Office.Colleague hire(String role, Map<String, Object> scope) {
        return hire(person, role, scope);
    }

    private Answer leave(boolean byDeparture) {
        return leave(owner, person, byDeparture);
    }

    private String staff(String name) {
        return owner.post("/admin/staff", Map.of("name", name)).text("/id");
    }
}
