package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.ALL;
import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A merchant's own roles, out of named permissions. */
class RolesTest {

    private static final String MARKETER = "5";

    private final House house = House.shared();
    private final Office office = Office.open(house);
    private final Api owner = office.owner().api();

    @Test
    void an_own_role_allows_what_it_names_and_nothing_else() {
        var role = office.role("STORE_READ", "STAFF_READ");
        var colleague = office.hire(role, ALL);
        assertThat(colleague.api().get("/admin/stores").status()).isEqualTo(200);
        assertThat(colleague.api().get("/admin/staff").status()).isEqualTo(200);
        for (var path : List.of("/admin/members", "/admin/operators", "/admin/audit", "/admin/approvals")) {
            assertRefused(colleague.api().get(path), 403, "FORBIDDEN");
        }
        assertRefused(colleague.api().post("/admin/stores", Map.of("name", "店")), 403, "FORBIDDEN");
    }

    @Test
    void finance_looks_after_the_money_and_neither_after_people_nor_cards() {
        var finance = office.trusted(office.hire(Office.FINANCE, ALL)).api();
        for (var path : List.of(
                "/admin/txns",
                "/admin/txns.csv",
                "/admin/clearing",
                "/admin/book-settings",
                "/admin/topup-rules",
                "/admin/approvals",
                "/admin/members",
                "/admin/audit")) {
            assertThat(finance.get(path).status()).as(path).isNotEqualTo(403);
        }
        for (var path : List.of("/admin/operators", "/admin/wechat-apps", "/admin/claim-codes")) {
            assertRefused(finance.get(path), 403, "FORBIDDEN");
        }
        assertRefused(finance.post("/admin/members", Map.of()), 403, "FORBIDDEN");
        assertRefused(finance.post("/admin/card-templates", Map.of()), 403, "FORBIDDEN");
        assertRefused(keyed(finance).post("/admin/topups", Map.of()), 403, "FORBIDDEN");
        assertRefused(keyed(finance).post("/admin/spends", Map.of()), 403, "FORBIDDEN");
    }

    @Test
    void marketers_look_after_cards_and_codes_and_see_no_money() {
        var marketer = office.hire(MARKETER, ALL).api();
        for (var path : List.of("/admin/card-templates", "/admin/claim-codes", "/admin/stores", "/admin/members")) {
            assertThat(marketer.get(path).status()).as(path).isEqualTo(200);
        }
        var template = Map.of("name", "卡", "title", "卡");
        assertThat(marketer.post("/admin/card-templates", template).status()).isEqualTo(201);
        for (var path : List.of(
                "/admin/txns",
                "/admin/txns.csv",
                "/admin/clearing",
                "/admin/book-settings",
                "/admin/shifts",
                "/admin/approvals",
                "/admin/audit",
                "/admin/operators",
                "/admin/wechat-apps")) {
            assertRefused(marketer.get(path), 403, "FORBIDDEN");
        }
        for (var path : List.of(
                "/admin/topups",
                "/admin/spends",
                "/admin/refunds",
                "/admin/withdrawals",
                "/admin/points-adjustments")) {
            assertRefused(keyed(marketer).post(path, Map.of()), 403, "FORBIDDEN");
        }
        assertRefused(marketer.post("/admin/members", Map.of()), 403, "FORBIDDEN");
        assertRefused(marketer.post("/admin/topup-rules", Map.of()), 403, "FORBIDDEN");
    }

    private static Api keyed(Api by) {
        return by.with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    @Test
    void what_is_no_permission_is_refused() {
        var role = office.role("STORE_READ");
        for (var wrong : List.<Object>of(
                List.of("EVERYTHING"),
                List.of("store_read"),
                List.of("STORE_READ", "STORE_READ,OPERATOR_WRITE"),
                List.of(0),
                List.of("0"),
                List.of(""),
                List.of(),
                "STORE_READ",
                Map.of())) {
            assertThat(owner.post("/admin/roles", Map.of("name", "角色", "permissions", wrong))
                            .status())
                    .as("%s", wrong)
                    .isEqualTo(400);
            assertThat(owner.patch("/admin/roles/" + role, Map.of("version", 1, "permissions", wrong))
                            .status())
                    .as("%s", wrong)
                    .isEqualTo(400);
        }
        assertThat(office.count("role", "TRUE")).isOne();
    }

    @Test
    void a_role_of_the_product_stays_and_one_that_somebody_has_can_not_go() {
        for (var id : List.of("1", "2", "3", "4", "5", "6")) {
            assertRefused(owner.delete("/admin/roles/" + id), 422, "ROLE_BUILT_IN");
            assertRefused(edit(id, 1, List.of("STORE_READ")), 422, "ROLE_BUILT_IN");
        }
        var role = office.role("STORE_READ");
        var colleague = office.hire(role, ALL);
        assertRefused(owner.delete("/admin/roles/" + role), 409, "ROLE_IN_USE");
        assertThat(office.change(office.owner(), colleague, Map.of("roleIds", List.of(Office.CASHIER)))
                        .status())
                .isEqualTo(200);
        assertThat(owner.delete("/admin/roles/" + role).status()).isEqualTo(204);
        assertRefused(owner.delete("/admin/roles/" + role), 404, "ROLE_NOT_FOUND");
        var foreign = Office.open(house).role("STORE_READ");
        assertRefused(owner.delete("/admin/roles/" + foreign), 404, "ROLE_NOT_FOUND");
        assertRefused(edit(foreign, 1, List.of("STORE_READ")), 404, "ROLE_NOT_FOUND");
    }

    @Test
    void a_role_that_goes_while_it_is_given_is_nobodys() {
        var colleague = office.hire(Office.CASHIER, ALL);
        for (var round = 0; round < Soak.count(20, 200); round++) {
            var role = office.role("STORE_READ");
            var version = office.look(colleague).json().get("version").asInt();
            var given = owner.begin(
                    "PATCH",
                    "/admin/operators/" + colleague.id(),
                    Map.of("version", version, "roleIds", List.of(Office.CASHIER, role)));
            var gone = owner.begin("DELETE", "/admin/roles/" + role, null);
            assertThat(List.of(given.join().status(), gone.join().status()))
                    .as("given and gone")
                    .isIn(List.of(200, 409), List.of(404, 204));
        }
        assertThat(office.count("operator_role", "role_id > 100 AND role_id NOT IN (SELECT id FROM role)"))
                .isZero();
    }

    @Test
    void whoever_has_a_role_that_allows_less_is_out_at_once_and_a_new_name_disturbs_nobody() {
        var role = office.role("STORE_READ", "STAFF_READ");
        var colleague = office.hire(role, ALL);
        assertThat(owner.patch("/admin/roles/" + role, Map.of("version", 1, "name", "新名" + office.merchant()))
                        .status())
                .isEqualTo(200);
        assertThat(colleague.me().status()).isEqualTo(200);
        assertThat(edit(role, 2, List.of("STORE_READ", "STAFF_READ", "MEMBER_READ"))
                        .status())
                .as("the only owner widens at once")
                .isEqualTo(200);
        assertThat(colleague.api().get("/admin/members").status()).isEqualTo(200);
        assertThat(edit(role, 3, List.of("STORE_READ")).status()).isEqualTo(200);
        assertRefused(colleague.me(), 401, "NOT_SIGNED_IN");
    }

    @Test
    void no_own_role_goes_by_the_name_of_one_that_comes_with_the_product() {
        var role = office.role("STORE_READ");
        for (var name : List.of("OWNER", "cashier", "店主", "收银员", "ＣＡＳＨＩＥＲ")) {
            assertRefused(
                    owner.post("/admin/roles", Map.of("name", name, "permissions", List.of("STORE_READ"))),
                    409,
                    "ROLE_NAME_TAKEN");
            assertRefused(
                    owner.patch("/admin/roles/" + role, Map.of("version", 1, "name", name)), 409, "ROLE_NAME_TAKEN");
        }
    }

    @Test
    void a_name_is_one_and_a_version_too() {
        var role = office.role("STORE_READ");
        var name = "店员" + office.merchant();
        assertThat(owner.patch("/admin/roles/" + role, Map.of("version", 1, "name", name))
                        .status())
                .isEqualTo(200);
        assertRefused(
                owner.post("/admin/roles", Map.of("name", name, "permissions", List.of("STORE_READ"))),
                409,
                "ROLE_NAME_TAKEN");
        var late = owner.patch("/admin/roles/" + role, Map.of("version", 1, "name", "迟"));
        assertRefused(late, 409, "STALE_VERSION");
        assertThat(late.text("/updatedBy/id")).isEqualTo(office.owner().id());
    }

    private Answer edit(String id, int version, List<String> permissions) {
        return owner.patch("/admin/roles/" + id, Map.of("version", version, "permissions", permissions));
    }
}
