package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.ALL;
import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.Approvals;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What widens rights or opens secrets waits until a second person agrees, and then happens once. */
class ApprovalsTest {

    private final House house = House.shared();
    private final Office office = Office.open(house);
    private final Office.Colleague asker = office.owner();

    private final String account = "w-" + Shop.unique(16);

    /** Asks for one more colleague, who waits; the id of the approval. */
    private String asked() {
        return asked(Map.of());
    }

    private String asked(Map<String, Object> more) {
        var form = Office.form(Map.of("account", account, "reason", "新店开业"));
        form.putAll(more);
        return waits(asker.api().post("/admin/operators", form));
    }

    private static String waits(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.text("/status")).isEqualTo("WAITING");
        return answer.text("/approvalId");
    }

    private static Answer approve(Office.Colleague by, String id) {
        return by.api().post("/admin/approvals/" + id + "/approval", Map.of());
    }

    private static Answer reject(Office.Colleague by, String id) {
        return by.api().post("/admin/approvals/" + id + "/rejection", Map.of("remark", "不同意"));
    }

    private long added() {
        return office.count("operator", "account = '" + account + "'");
    }

    @Test
    void with_a_second_owner_somebody_new_waits_with_what_who_and_why_until_the_other_agrees() {
        var other = office.secondOwner();
        var form = Office.form(Map.of("account", account, "reason", "新店开业"));
        var answer = asker.api().post("/admin/operators", form);
        var id = waits(answer);
        var password = answer.text("/initialPassword");
        assertThat(added()).isZero();
        assertRefused(house.admin().signIn(account, password), 401, "SIGN_IN_REFUSED");

        var shown = other.api().get("/admin/approvals/" + id);
        assertThat(shown.text("/kind")).isEqualTo("RIGHTS");
        assertThat(shown.text("/askedBy")).isEqualTo(asker.id());
        assertThat(shown.text("/reason")).isEqualTo("新店开业");
        assertThat(shown.text("/summary/account")).isEqualTo(account);
        assertThat(shown.text("/summary/roles/0")).isEqualTo("CASHIER");
        assertThat(shown.body()).doesNotContain(password, "argon2", "assword");
        assertThat(other.api().get("/admin/approvals?status=WAITING").body()).doesNotContain(password, "argon2");

        assertRefused(approve(asker, id), 403, "SAME_PERSON");
        house.trustNoMore(other.account());
        assertRefused(approve(other, id), 403, "TOTP_REQUIRED");
        office.rows().change("UPDATE operator SET totp_secret = 'of the test' WHERE id = " + other.id());
        assertRefused(approve(other, id), 403, "STEP_UP_REQUIRED");
        assertThat(added()).isZero();
        office.trusted(other);
        var approved = approve(other, id);
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.text("/status")).isEqualTo("APPROVED");
        assertThat(approved.text("/decidedBy")).isEqualTo(other.id());
        assertThat(house.admin().signIn(account, password).status()).isEqualTo(200);
        assertThat(office.count(
                        "audit",
                        "action = 'OPERATOR_CREATED' AND actor_id = " + asker.id() + " AND approver_id = "
                                + other.id()))
                .isOne();
        assertThat(office.count("approval", "payload IS NOT NULL")).isZero();
        assertRefused(approve(other, id), 409, "APPROVAL_OVER");
        assertRefused(reject(other, id), 409, "APPROVAL_OVER");
        assertThat(added()).isOne();
    }

    @Test
    void two_hundred_approvals_at_once_run_it_once() {
        var other = office.secondOwner();
        var id = asked();
        var answers = IntStream.range(0, 200)
                .mapToObj(_ -> other.api().begin("POST", "/admin/approvals/" + id + "/approval", Map.of()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
        assertThat(answers).containsEntry(200, 1L);
        assertThat(answers.keySet())
                .as("run, over or no room for it")
                .contains(409)
                .isSubsetOf(200, 409, 503);
        assertThat(added()).isOne();
        assertThat(office.count("audit", "action = 'APPROVAL_APPROVED'")).isOne();
    }

    @Test
    void what_is_rejected_or_too_old_never_happens_and_its_payload_is_gone() {
        var other = office.secondOwner();
        var rejected = asked();
        assertThat(reject(other, rejected).text("/remark")).isEqualTo("不同意");
        assertRefused(approve(other, rejected), 409, "APPROVAL_OVER");
        var takenBack = asked();
        assertThat(reject(asker, takenBack).text("/status")).isEqualTo("REJECTED");
        var old = asked();
        office.rows().change("UPDATE approval SET expires_at = '2026-01-02' WHERE id = " + old);
        assertRefused(approve(other, old), 409, "APPROVAL_OVER");
        assertRefused(reject(other, old), 409, "APPROVAL_OVER");
        assertThat(other.api().get("/admin/approvals/" + old).text("/status")).isEqualTo("EXPIRED");
        assertThat(added()).isZero();
        assertThat(office.count("approval", "status = 'REJECTED' AND payload IS NOT NULL"))
                .isZero();

        var open = asked();
        assertThat(house.adminBean(Approvals.class).forgetExpired()).isPositive();
        assertThat(office.rows()
                        .column("SELECT id FROM approval WHERE payload IS NOT NULL AND merchant_id = "
                                + office.merchant()))
                .as("what may still run")
                .containsExactly(open);
        var api = other.api();
        assertThat(Api.idsOf(api.get("/admin/approvals?status=WAITING"))).containsExactly(open);
        assertThat(Api.idsOf(api.get("/admin/approvals?status=EXPIRED"))).containsExactly(old);
        assertThat(Api.idsOf(api.get("/admin/approvals?status=REJECTED"))).containsExactly(takenBack, rejected);
        assertThat(Api.idsOf(api.get("/admin/approvals"))).containsExactly(open, old, takenBack, rejected);
    }

    @Test
    void whoever_asked_and_may_not_any_more_has_asked_in_vain() {
        var other = office.secondOwner();
        var id = asked();
        assertThat(office.change(other, asker, Map.of("active", false)).status())
                .isEqualTo(200);
        assertRefused(approve(other, id), 409, "ASKER_MAY_NOT");
        // Not the only one who could agree at that moment, and now the one who is left.
        office.rows().change("UPDATE operator SET active = TRUE WHERE id = " + asker.id());
        assertThat(office.change(other, asker, Map.of("roleIds", List.of(Office.MANAGER)))
                        .status())
                .isEqualTo(200);
        assertRefused(approve(other, id), 409, "ASKER_MAY_NOT");
        assertThat(office.count("approval", "status = 'WAITING'")).isOne();
        assertThat(added()).isZero();
        assertThat(reject(other, id).status()).isEqualTo(200);
    }

    @Test
    void a_role_is_not_widened_by_what_whoever_asked_does_not_have_any_more() {
        var clerksRole = office.role("OPERATOR_READ", "OPERATOR_WRITE", "APPROVAL_READ", "MEMBER_READ");
        var fewer = office.role("OPERATOR_READ", "OPERATOR_WRITE", "APPROVAL_READ");
        var clerk = office.hire(Office.CASHIER, ALL);
        var approver = office.hire(Office.CASHIER, ALL);
        give(clerk, clerksRole);
        give(approver, fewer);
        var role = office.role("OPERATOR_READ");
        Office.stepUp(clerk);
        Office.stepUp(approver);
        var id = waits(clerk.api()
                .patch(
                        "/admin/roles/" + role,
                        Map.of("version", 1, "permissions", List.of("OPERATOR_READ", "MEMBER_READ"))));
        assertThat(office.change(asker, clerk, Map.of("roleIds", List.of(fewer)))
                        .status())
                .isEqualTo(200);
        assertRefused(approve(approver, id), 409, "ASKER_MAY_NOT");
        assertThat(office.rows().column("SELECT permissions FROM role WHERE id = " + role))
                .containsExactly("OPERATOR_READ");
    }

    private void give(Office.Colleague to, String role) {
        office.rows().change("UPDATE operator_role SET role_id = " + role + " WHERE operator_id = " + to.id());
    }

    @Test
    void what_changed_meanwhile_is_not_overwritten_and_goes_on_to_wait() {
        var cashier = office.hire(Office.CASHIER, ALL);
        var other = office.secondOwner();
        var id = waits(office.change(asker, cashier, Map.of("roleIds", List.of(Office.MANAGER))));
        assertThat(asker.api().get("/admin/approvals/" + id).text("/summary/isNow/roles/0"))
                .isEqualTo("MANAGER");
        assertThat(office.change(other, cashier, Map.of("name", "改名")).status()).isEqualTo(200);
        assertRefused(approve(other, id), 409, "STALE_VERSION");
        assertThat(asker.api().get("/admin/approvals/" + id).text("/status")).isEqualTo("WAITING");
        assertThat(cashier.me().text("/roles/0")).isEqualTo("CASHIER");
    }

    @Test
    void a_role_by_which_somebody_moves_more_money_alone_waits_whatever_else_it_allows() {
        var manager = office.hire(Office.MANAGER, ALL);
        var settings =
                Map.of("version", 0, "secondPersonByRole", List.of(Map.of("roleId", Office.MANAGER, "aboveFen", 0)));
        var put = asker.api().put("/admin/book-settings", settings);
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        office.secondOwner();
        waits(office.change(asker, manager, Map.of("roleIds", List.of(Office.CASHIER))));
        assertThat(manager.me().text("/roles/0")).isEqualTo("MANAGER");
        assertThat(office.change(asker, manager, Map.of("roleIds", List.of(Office.MANAGER, Office.CASHIER)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void less_never_waits_and_more_always_does() {
        var store = asker.api().post("/admin/stores", Map.of("name", "店")).text("/id");
        var role = office.role("STORE_READ", "STAFF_READ");
        var manager = office.hire(Office.MANAGER, ALL);
        var holder = office.hire(role, ALL);
        office.secondOwner();
        for (Map<String, Object> more : List.<Map<String, Object>>of(
                Map.of("roleIds", List.of(Office.MANAGER, Office.OWNER)),
                Map.of("roleIds", List.of(Office.AUDITOR)),
                Map.of("name", "新名", "roleIds", List.of(Office.OWNER)))) {
            waits(office.change(asker, manager, more));
        }
        assertThat(manager.me().text("/name")).isEqualTo("同事");
        assertThat(office.change(asker, manager, Map.of("roleIds", List.of(Office.CASHIER)))
                        .status())
                .isEqualTo(200);
        assertThat(office.change(asker, holder, Map.of("scope", OperatorsTest.scope("STORES", store)))
                        .status())
                .isEqualTo(200);
        waits(office.change(asker, holder, Map.of("scope", ALL)));
        assertThat(office.change(asker, holder, Map.of("active", false)).status())
                .isEqualTo(200);
        waits(office.change(asker, holder, Map.of("active", true)));
        waits(asker.api()
                .patch(
                        "/admin/roles/" + role,
                        Map.of("version", 1, "permissions", List.of("STORE_READ", "MEMBER_READ"))));
        assertThat(asker.api()
                        .patch("/admin/roles/" + role, Map.of("version", 1, "permissions", List.of("STORE_READ")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void who_may_not_agree_or_sees_only_a_part_neither_agrees_nor_sees() {
        var store = asker.api().post("/admin/stores", Map.of("name", "店")).text("/id");
        var finance = office.hire(Office.FINANCE, ALL);
        var local = office.hire(Office.MANAGER, OperatorsTest.scope("STORES", store));
        office.secondOwner();
        var id = asked();
        assertRefused(approve(finance, id), 403, "FORBIDDEN");
        assertRefused(reject(finance, id), 403, "FORBIDDEN");
        assertThat(finance.api().get("/admin/approvals/" + id).status()).isEqualTo(200);
        assertRefused(local.api().get("/admin/approvals/" + id), 404, "APPROVAL_NOT_FOUND");
        assertThat(Api.idsOf(local.api().get("/admin/approvals"))).isEmpty();
        assertRefused(approve(local, id), 404, "APPROVAL_NOT_FOUND");
        assertRefused(reject(local, id), 404, "APPROVAL_NOT_FOUND");
        var stranger = Office.open(house).owner();
        assertRefused(approve(stranger, id), 404, "APPROVAL_NOT_FOUND");
        assertRefused(stranger.api().get("/admin/approvals/" + id), 404, "APPROVAL_NOT_FOUND");
        assertThat(office.count("approval", "status = 'WAITING'")).isOne();
    }

    @Test
    void a_second_owner_behind_hundreds_who_work_elsewhere_still_is_asked() {
        var store = asker.api().post("/admin/stores", Map.of("name", "店")).text("/id");
        var role = office.role("OPERATOR_READ", "OPERATOR_WRITE");
        var first = office.hire(role, OperatorsTest.scope("STORES", store));
        for (var i = 1; i <= 210; i++) {
            // As other instances would number them: what this one numbers in the same millisecond is another row's.
            var id = Long.toString(Long.parseLong(first.id()) + ((long) i << 12));
            office.rows()
                    .change("INSERT INTO operator (id, merchant_id, account, name, password_hash, active, scope_kind,"
                            + " scope_ids, version, created_at, updated_at) SELECT " + id
                            + ", merchant_id, CONCAT('c-" + i
                            + "-', id), name, password_hash, TRUE, scope_kind, scope_ids,"
                            + " 1, created_at, updated_at FROM operator WHERE id = " + first.id());
            office.rows()
                    .change("INSERT INTO operator_role (id, merchant_id, operator_id, role_id) VALUES (" + id + ", "
                            + office.merchant() + ", " + id + ", " + role + ")");
        }
        var other = office.secondOwner();
        assertThat(Long.parseLong(other.id())).isGreaterThan(Long.parseLong(first.id()) + (210L << 12));
        asked();
        assertThat(added()).isZero();
    }

    @Test
    void another_secret_of_an_app_waits_and_its_summary_shows_none() {
        var secret = "f00dface".repeat(4);
        var app = asker.api()
                .post(
                        "/admin/wechat-apps",
                        Map.of(
                                "kind",
                                "MINI_PROGRAM",
                                "appId",
                                "wx" + Shop.unique(16),
                                "name",
                                "小程序",
                                "secret",
                                secret));
        assertThat(app.status()).as(app.body()).isEqualTo(201);
        var path = "/admin/wechat-apps/" + app.text("/id");
        var other = office.secondOwner();
        var fresh = "c0ffee00".repeat(4);
        var why = "旧密钥可能已泄露";
        var id = waits(asker.api().patch(path, Map.of("version", 1, "secret", fresh, "reason", why)));
        var shown = other.api().get("/admin/approvals/" + id);
        assertThat(shown.text("/reason")).isEqualTo(why);
        assertThat(shown.text("/summary/secrets/0")).isEqualTo("secret");
        assertThat(shown.body() + other.api().get("/admin/audit?limit=200").body())
                .doesNotContain(fresh, secret);
        assertThat(office.rows().column("SELECT CONVERT(payload USING latin1) FROM approval WHERE id = " + id))
                .noneMatch(payload -> payload.contains(fresh));
        assertThat(asker.api().patch(path, Map.of("version", 1, "name", "改名")).status())
                .as("a name does not wait")
                .isEqualTo(200);
        assertRefused(approve(other, id), 409, "STALE_VERSION");
        var again = waits(asker.api().patch(path, Map.of("version", 2, "secret", fresh)));
        assertRefused(approve(asker, again), 403, "SAME_PERSON");
        assertThat(approve(other, again).status()).isEqualTo(200);
        assertThat(asker.api().get(path).json().get("version").asInt()).isEqualTo(3);
    }

    @Test
    void nobody_who_is_the_only_one_waits_for_anybody() {
        assertThat(asker.api()
                        .post("/admin/operators", Office.form(Map.of("account", account)))
                        .status())
                .isEqualTo(201);
        assertThat(office.count("approval", "TRUE")).isZero();
        assertThat(office.count("audit", "action = 'OPERATOR_CREATED' AND approver_id IS NULL"))
                .isEqualTo(2);
    }
}
