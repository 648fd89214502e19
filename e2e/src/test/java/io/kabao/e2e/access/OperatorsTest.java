package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.ALL;
import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People are let in, changed and shown out; somebody always can do everything. */
class OperatorsTest {

    private final House house = House.shared();
    private final Office office = Office.open(house);

    @Test
    void somebody_added_signs_in_with_a_password_that_is_shown_once() {
        var form = Office.form(Map.of("roleIds", List.of(Office.CASHIER, Office.AUDITOR)));
        var added = office.owner().api().post("/admin/operators", form);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var password = added.text("/initialPassword");
        var path = "/admin/operators/" + added.text("/id");
        for (var later : List.of(path, "/admin/operators", "/admin/audit?limit=200")) {
            assertThat(office.owner().api().get(later).body()).doesNotContain(password);
        }
        var newcomer = office.signedIn(added.text("/id"), String.valueOf(form.get("account")), password);
        assertThat(newcomer.me().json().get("passwordInitial").asBoolean()).isTrue();
        assertThat(newcomer.api()
                        .put("/admin/me/password", Map.of("old", password, "new", "Quince-Under-The-Stairs-8"))
                        .status())
                .isEqualTo(204);
        assertThat(office.look(newcomer).json().get("passwordInitial").asBoolean())
                .isFalse();
        for (var weak : List.of("short", "weak-" + office.merchant(), "administrator", "passwordpassword")) {
            assertRefused(
                    add(Map.of("account", "weak-" + office.merchant(), "password", weak)), 422, "PASSWORD_TOO_WEAK");
        }
    }

    @Test
    void an_account_is_one_over_all_merchants_however_it_is_written_and_nobody_learns_whose() {
        var other = Office.open(house);
        var foreign = add(Map.of("account", other.owner().account()));
        var own = add(Map.of("account", office.owner().account().toUpperCase(Locale.ROOT)));
        var platforms = add(Map.of("account", "Platform"));
        for (var taken : List.of(foreign, own, platforms)) {
            assertRefused(taken, 409, "ACCOUNT_TAKEN");
            assertThat(taken.text("/detail")).isEqualTo(own.text("/detail"));
            assertThat(taken.body())
                    .doesNotContain(other.merchant(), other.owner().id());
        }
        for (var odd : List.of("ab", "a b c", "-abc", "abc\n", "ａｂｃ", "a".repeat(41), "abc\u0000", "")) {
            assertThat(add(Map.of("account", odd)).status()).as("'%s'", odd).isEqualTo(400);
        }
    }

    @Test
    void what_points_nowhere_or_is_no_role_or_scope_is_refused_and_nobody_is_added() {
        var other = Office.open(house);
        var foreignStore = store(other);
        var foreignRole = other.role("STORE_READ");
        var ownStore = store(office);
        var before = office.count("operator", "TRUE");
        var refusals = new HashMap<Map<String, Object>, String>();
        refusals.put(Map.of("roleIds", List.of()), "ROLES_MISSING");
        refusals.put(Map.of("roleIds", List.of(foreignRole)), "ROLE_NOT_FOUND");
        refusals.put(Map.of("roleIds", List.of("7")), "ROLE_NOT_FOUND");
        refusals.put(Map.of("roleIds", List.of(Long.toString(Long.MAX_VALUE))), "ROLE_NOT_FOUND");
        refusals.put(Map.of("roleIds", List.of("9999999999999999999")), "INVALID_REQUEST");
        refusals.put(Map.of("roleIds", List.of("01")), "INVALID_REQUEST");
        refusals.put(Map.of("roleIds", List.of("-1")), "INVALID_REQUEST");
        refusals.put(Map.of("roleIds", List.of("1 OR 1=1")), "INVALID_REQUEST");
        refusals.put(Map.of("scope", scope("ALL", ownStore)), "SCOPE_WRONG");
        refusals.put(Map.of("scope", scope("OWN", ownStore)), "SCOPE_WRONG");
        refusals.put(Map.of("scope", scope("STORES")), "SCOPE_WRONG");
        refusals.put(Map.of("scope", Map.of("kind", "STORES")), "SCOPE_WRONG");
        refusals.put(Map.of("scope", scope("ORGANIZATION")), "SCOPE_WRONG");
        refusals.put(Map.of("scope", scope("STORES", foreignStore)), "STORE_NOT_FOUND");
        refusals.put(Map.of("scope", scope("STORES", ownStore, foreignStore)), "STORE_NOT_FOUND");
        refusals.put(Map.of("scope", scope("ORGANIZATION", ownStore)), "ORGANIZATION_NOT_FOUND");
        refusals.put(Map.of("scope", scope("OWN")), "SCOPE_NEEDS_STAFF");
        refusals.put(Map.of("scope", scope("EVERYTHING")), "INVALID_REQUEST");
        refusals.put(Map.of("scope", Map.of("kind", 0)), "INVALID_REQUEST");
        refusals.put(Map.of("scope", List.of("ALL")), "INVALID_REQUEST");
        refusals.put(Map.of("staffId", staff(other, "外人")), "STAFF_NOT_FOUND");
        refusals.put(Map.of("staffId", "0"), "INVALID_REQUEST");
        refusals.forEach((more, code) -> {
            var answer = add(more);
            assertThat(answer.problemCode()).as("%s: %s", more, answer.body()).hasValue(code);
        });
        var withNull = "{\"account\":\"null-" + office.merchant()
                + "\",\"name\":\"x\",\"roleIds\":[null],\"scope\":{\"kind\":\"ALL\"}}";
        assertThat(office.owner().api().post("/admin/operators", withNull).status())
                .isEqualTo(400);
        assertThat(add(Map.of("roleIds", "4")).status()).isEqualTo(400);
        assertThat(add(Map.of("roleIds", Map.of("0", "1"))).status()).isEqualTo(400);
        assertThat(add(Map.of("roleIds", manyIds(101))).status()).isEqualTo(400);
        assertThat(add(Map.of("scope", scope("STORES", manyIds(101).toArray(String[]::new))))
                        .status())
                .isEqualTo(400);
        assertThat(office.count("operator", "TRUE")).isEqualTo(before);
    }

    @Test
    void nobody_gives_takes_or_uses_rights_that_they_do_not_have() {
        var role = office.role("OPERATOR_READ", "OPERATOR_WRITE", "STORE_READ");
        var more = office.role("MEMBER_READ");
        var cashier = office.hire(Office.CASHIER, ALL);
        var clerk = office.hire(role, ALL);
        Office.stepUp(clerk);
        var tries = Stream.of(
                clerk.api().post("/admin/operators", Office.form(Map.of("roleIds", List.of(Office.OWNER)))),
                clerk.api().post("/admin/operators", Office.form(Map.of("roleIds", List.of(role, more)))),
                office.change(clerk, cashier, Map.of("name", "新名")),
                office.change(clerk, cashier, Map.of("roleIds", List.of(role))),
                office.change(clerk, office.owner(), Map.of("active", false)),
                clerk.api().post("/admin/operators/" + office.owner().id() + "/password-reset", Map.of()),
                clerk.api().delete("/admin/operators/" + office.owner().id() + "/totp"),
                clerk.api().delete("/admin/operators/" + cashier.id()),
                clerk.api().post("/admin/roles", Map.of("name", "更多", "permissions", List.of("MEMBER_READ"))),
                clerk.api().patch("/admin/roles/" + more, Map.of("version", 1, "permissions", List.of("STORE_READ"))),
                clerk.api()
                        .patch(
                                "/admin/roles/" + role,
                                Map.of("version", 1, "permissions", List.of("OPERATOR_WRITE", "MEMBER_READ"))),
                clerk.api().delete("/admin/roles/" + more));
        assertThat(tries).allSatisfy(answer -> assertRefused(answer, 403, "BEYOND_OWN_RIGHTS"));
        assertThat(office.count("audit", "refused_as = 'BEYOND_OWN_RIGHTS'")).isEqualTo(12);
        assertThat(office.count("approval", "TRUE")).isZero();
        assertRefused(office.change(clerk, clerk, Map.of("scope", scope("STORES", store(office)))), 422, "OWN_LOGIN");
        assertRefused(clerk.api().delete("/admin/operators/" + clerk.id()), 422, "OWN_LOGIN");
        assertThat(office.change(clerk, clerk, Map.of("name", "我")).status()).isEqualTo(200);
    }

    @Test
    void there_always_is_an_owner_of_the_whole_merchant() {
        var store = store(office);
        var narrow = office.hire(Office.OWNER, scope("STORES", store));
        assertThat(narrow.me().text("/roles/0")).isEqualTo("OWNER");
        var later = office.hire(Office.CASHIER, ALL);
        var deputy = office.trusted(office.hire(everything(), ALL));
        for (var change : List.<Map<String, Object>>of(
                Map.of("active", false),
                Map.of("roleIds", List.of(Office.MANAGER)),
                Map.of("scope", scope("STORES", store)))) {
            assertRefused(office.change(deputy, office.owner(), change), 403, "BEYOND_OWN_RIGHTS");
            assertRefused(office.change(office.owner(), office.owner(), change), 422, "OWN_LOGIN");
        }
        assertThat(office.owner().me().status()).isEqualTo(200);
        office.rows().change("UPDATE operator_role SET role_id = 1 WHERE operator_id = " + later.id());
        var heir = office.trusted(office.signedIn(later.id(), later.account(), later.password()));
        assertThat(office.change(heir, office.owner(), Map.of("active", false)).status())
                .isEqualTo(200);
        assertRefused(office.change(deputy, heir, Map.of("active", false)), 403, "BEYOND_OWN_RIGHTS");
        assertThat(owners()).isEqualTo(1);
    }

    @Test
    void two_owners_who_remove_each_other_at_the_same_moment_leave_one() {
        var first = office.owner();
        var second = office.secondOwner();
        for (var round = 0; round < Soak.count(25, 200); round++) {
            Map<String, Object> change =
                    round % 2 == 0 ? Map.of("active", false) : Map.of("roleIds", List.of(Office.CASHIER));
            var begun = List.of(begin(first, second, change), begin(second, first, change));
            var statuses = begun.stream().map(each -> each.join().status()).toList();
            assertThat(statuses).containsOnlyOnce(200);
            assertThat(owners()).isEqualTo(1);
            office.rows()
                    .change("UPDATE operator SET active = TRUE, totp_secret = NULL, stepped_up_until = NULL"
                            + " WHERE merchant_id = " + office.merchant());
            office.rows().change("UPDATE operator_role SET role_id = 1 WHERE merchant_id = " + office.merchant());
            if (first.me().status() == 401) {
                first = office.signedIn(first.id(), first.account(), first.password());
            }
            if (second.me().status() == 401) {
                second = office.signedIn(second.id(), second.account(), second.password());
            }
            office.trusted(first);
            office.trusted(second);
        }
    }

    private CompletableFuture<Answer> begin(Office.Colleague by, Office.Colleague whom, Map<String, Object> change) {
        var edit = new HashMap<>(change);
        edit.put("version", office.rows().number("SELECT version FROM operator WHERE id = " + whom.id()));
        return by.api().begin("PATCH", "/admin/operators/" + whom.id(), edit);
    }

    private long owners() {
        return office.rows()
                .number("SELECT COUNT(*) FROM operator o JOIN operator_role r ON r.operator_id = o.id WHERE"
                        + " o.merchant_id = " + office.merchant()
                        + " AND o.active AND o.scope_kind = 'ALL' AND r.role_id = 1");
    }

    @Test
    void of_two_who_edit_the_same_version_the_later_learns_who_was_first_and_when() {
        var cashier = office.hire(Office.CASHIER, ALL);
        var path = "/admin/operators/" + cashier.id();
        assertThat(office.change(office.owner(), cashier, Map.of("name", "先")).status())
                .isEqualTo(200);
        var late = office.owner().api().patch(path, Map.of("version", 1, "name", "后"));
        assertRefused(late, 409, "STALE_VERSION");
        assertThat(late.text("/updatedBy/id")).isEqualTo(office.owner().id());
        assertThat(late.json().get("version").asInt()).isEqualTo(2);
        assertThat(late.text("/updatedAt")).isNotEmpty();
    }

    @Test
    void whoever_loses_a_right_or_the_password_is_out_at_once_and_whoever_is_renamed_is_not() {
        var store = store(office);
        var losses = new HashMap<String, Function<Office.Colleague, Answer>>();
        losses.put("disabled", whom -> office.change(office.owner(), whom, Map.of("active", false)));
        losses.put(
                "other role", whom -> office.change(office.owner(), whom, Map.of("roleIds", List.of(Office.AUDITOR))));
        losses.put("scope", whom -> office.change(office.owner(), whom, Map.of("scope", scope("STORES", store))));
        losses.put(
                "password",
                whom -> office.owner().api().post("/admin/operators/" + whom.id() + "/password-reset", Map.of()));
        losses.put("second factor", whom -> office.owner().api().delete("/admin/operators/" + whom.id() + "/totp"));
        losses.forEach((loss, cause) -> {
            var cashier = office.hire(Office.CASHIER, ALL);
            assertThat(office.change(office.owner(), cashier, Map.of("name", "改名"))
                            .status())
                    .isEqualTo(200);
            assertThat(cashier.me().status()).isEqualTo(200);
            assertThat(cause.apply(cashier).status()).as(loss).isBetween(200, 204);
            assertRefused(cashier.me(), 401, "NOT_SIGNED_IN");
        });
    }

    @Test
    void a_password_made_anew_replaces_the_old_one_and_a_login_without_traces_is_removed() {
        var cashier = office.hire(Office.CASHIER, ALL);
        var path = "/admin/operators/" + cashier.id();
        var fresh =
                office.owner().api().post(path + "/password-reset", Map.of()).text("/initialPassword");
        assertRefused(house.admin().signIn(cashier.account(), cashier.password()), 401, "SIGN_IN_REFUSED");
        assertThat(house.admin().signIn(cashier.account(), fresh).status()).isEqualTo(200);
        assertRefused(office.owner().api().delete(path), 409, "OPERATOR_IN_USE");
        var unused = add(Map.of()).text("/id");
        assertThat(office.owner().api().delete("/admin/operators/" + unused).status())
                .isEqualTo(204);
        assertRefused(office.owner().api().get("/admin/operators/" + unused), 404, "OPERATOR_NOT_FOUND");
        assertRefused(Office.open(house).owner().api().get(path), 404, "OPERATOR_NOT_FOUND");
        assertRefused(
                Office.open(house).owner().api().post(path + "/password-reset", Map.of()), 404, "OPERATOR_NOT_FOUND");
    }

    @Test
    void who_has_no_role_left_signs_in_and_may_do_nothing() {
        var cashier = office.hire(Office.CASHIER, ALL);
        office.rows().change("DELETE FROM operator_role WHERE operator_id = " + cashier.id());
        assertThat(cashier.me().json().get("permissions")).isEmpty();
        for (var path : List.of("/admin/stores", "/admin/members", "/admin/approvals", "/admin/operators")) {
            assertRefused(cashier.api().get(path), 403, "FORBIDDEN");
        }
        assertThat(office.look(cashier).status()).isEqualTo(200);
        assertRefused(office.change(office.owner(), cashier, Map.of("name", "改")), 422, "ROLES_MISSING");
        assertThat(office.change(office.owner(), cashier, Map.of("roleIds", List.of(Office.CASHIER)))
                        .status())
                .isEqualTo(200);
    }

    private String everything() {
        var all = office.owner().api().get("/admin/permissions").json().valueStream();
        return office.role(all.filter(each -> !each.get("ofOwner").asBoolean())
                .map(each -> each.get("name").asString())
                .toArray(String[]::new));
    }

    private Answer add(Map<String, Object> more) {
        return office.owner().api().post("/admin/operators", Office.form(more));
    }

    static Map<String, Object> scope(String kind, String... ids) {
        return Map.of("kind", kind, "ids", List.of(ids));
    }

    private static List<String> manyIds(int count) {
        return Stream.iterate(1_000, id -> id + 1)
                .limit(count)
                .map(String::valueOf)
                .toList();
    }

    private static String store(Office of) {
        return of.owner().api().post("/admin/stores", Map.of("name", "店")).text("/id");
    }

    private static String staff(Office of, String name) {
        return of.owner().api().post("/admin/staff", Map.of("name", name)).text("/id");
    }
}
