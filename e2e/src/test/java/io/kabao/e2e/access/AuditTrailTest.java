package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.e2e.Api;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.Ground;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.e2e.message.OwnHouse;
import io.kabao.kernel.database.AuditRetention;
import io.kabao.kernel.id.Ids;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What was done and tried stays on record, is found again and goes only when its time is over. */
class AuditTrailTest {

    private final House house = House.shared();
    private final Office office = Office.open(house);
    private final Api owner = office.owner().api();

    @Test
    void what_was_done_and_tried_is_found_by_person_thing_and_time() {
        var cashier = office.hire(Office.CASHIER, ALL);
        var store = owner.post("/admin/stores", Map.of("name", "店")).text("/id");
        var from = house.clock().instant();
        office.pass(Duration.ofMinutes(1));
        owner.patch("/admin/stores/" + store, Map.of("version", 1, "name", "新店"));
        cashier.api().post("/admin/stores", Map.of("name", "越权"));
        cashier.api().get("/admin/operators");
        var until = house.clock().instant();
        office.pass(Duration.ofMinutes(1));
        owner.delete("/admin/stores/" + store);

        assertThat(actions("thing=STORE&thingId=" + store))
                .containsExactly("STORE_DELETED", "STORE_CHANGED", "STORE_CREATED");
        assertThat(actions("thing=STORE&from=" + from + "&to=" + until)).containsExactly("STORE_CHANGED");
        assertThat(actions("action=STORE_CREATED")).hasSize(1);
        assertThat(actions("actorId=" + cashier.id() + "&refused=true")).containsExactly("REFUSED", "REFUSED");
        assertThat(actions("actorId=" + cashier.id() + "&refused=false")).containsExactly("OPERATOR_SIGNED_IN");
        assertThat(actions("realm=PLATFORM")).isEmpty();
        assertThat(actions("realm=OPERATOR&thing=STORE")).hasSize(3);
        var refused = owner.get("/admin/audit?refused=true&actorId=" + cashier.id());
        assertThat(refused.text("/items/1/path")).isEqualTo("POST /admin/stores");
        assertThat(refused.text("/items/1/refusedAs")).isEqualTo("FORBIDDEN");
        assertThat(refused.json().at("/items/1/thingId").isNull()).isTrue();
        assertThat(actions("from=" + until + "&to=" + from)).isEmpty();
        assertThat(actions("from=%2B292278995-01-01T00:00:00Z")).isEmpty();
        assertThat(actions("to=-999999999-01-01T00:00:00Z")).isEmpty();
        for (var wrong : List.of("from=gestern", "realm=NOBODY", "thing=a%20b", "actorId=x", "refused=maybe")) {
            assertThat(owner.get("/admin/audit?" + wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(Api.idsOf(Office.open(house).owner().api().get("/admin/audit?thingId=" + store)))
                .isEmpty();
    }

    @Test
    void a_refused_sign_in_is_on_record_with_its_reason_and_without_what_was_typed() {
        house.admin().signIn(office.owner().account(), "Typed-In-Vain-77");
        var record = owner.get("/admin/audit?action=OPERATOR_SIGN_IN&refused=true");
        assertThat(record.text("/items/0/refusedAs")).isEqualTo("SIGN_IN_REFUSED");
        assertThat(record.text("/items/0/actorId")).isEqualTo(office.owner().id());
        assertThat(record.text("/items/0/ip")).isEqualTo("127.0.0.1");
        assertThat(record.body()).doesNotContain("Typed-In-Vain");
    }

    @Test
    void a_refused_try_is_found_by_the_id_that_it_was_about() {
        var cashier = office.hire(Office.CASHIER, ALL);
        var store = owner.post("/admin/stores", Map.of("name", "店")).text("/id");
        assertThat(cashier.api().delete("/admin/stores/" + store).status()).isEqualTo(403);
        assertThat(owner.patch("/admin/stores/" + store, Map.of("version", 7)).status())
                .isEqualTo(409);
        assertThat(actions("thingId=" + store)).containsExactly("REFUSED", "REFUSED", "STORE_CREATED");
    }

    @Test
    void why_rights_changed_is_on_record_whether_it_was_done_at_once_or_after_somebody_agreed() {
        var cashier = office.hire(Office.CASHIER, ALL);
        var role = office.role("STORE_READ");
        var widened = Map.of("version", 1, "permissions", List.of("STORE_READ", "STAFF_READ"), "reason", "排班");
        var why = Map.<String, Object>of("roleIds", List.of(Office.MANAGER), "reason", "升店长");
        assertThat(owner.patch("/admin/roles/" + role, widened).status()).isEqualTo(200);
        assertThat(office.change(office.owner(), cashier, why).status()).isEqualTo(200);
        assertThat(reasons("ROLE_CHANGED")).containsExactly("排班");
        assertThat(reasons("OPERATOR_CHANGED")).containsExactly("升店长");

        var other = office.secondOwner();
        for (var asked : List.of(
                office.change(office.owner(), cashier, Map.of("roleIds", List.of(Office.FINANCE), "reason", "转财务")),
                owner.post("/admin/operators", Office.form(Map.of("reason", "新店开业"))))) {
            var path = "/admin/approvals/" + asked.text("/approvalId") + "/approval";
            assertThat(other.api().post(path, Map.of()).status()).isEqualTo(200);
        }
        assertThat(reasons("OPERATOR_CHANGED")).containsExactly("转财务", "升店长");
        assertThat(reasons("OPERATOR_CREATED")).startsWith("新店开业");
    }

    @Test
    void why_roles_secrets_and_limits_changed_is_on_record_whether_it_was_done_at_once_or_after_somebody_agreed() {
        var role = Map.of("name", "前台", "permissions", List.of("STORE_READ"), "reason", "新岗位");
        assertThat(owner.post("/admin/roles", role).status()).isEqualTo(201);
        assertThat(reasons("ROLE_CREATED")).containsExactly("新岗位");

        var secret = "f00dface".repeat(4);
        var form = Map.of(
                "kind",
                "MINI_PROGRAM",
                "appId",
                "wx" + Shop.unique(16),
                "name",
                "小程序",
                "secret",
                secret,
                "reason",
                "接入小程序");
        var app = "/admin/wechat-apps/" + owner.post("/admin/wechat-apps", form).text("/id");
        assertThat(reasons("WECHAT_APP_CREATED")).containsExactly("接入小程序");
        assertThat(owner.patch(app, Map.of("version", 1, "secret", secret, "reason", "定期更换"))
                        .status())
                .isEqualTo(200);
        var narrower = Map.of("version", 0, "secondPersonAboveFen", 1_000, "reason", "收紧");
        assertThat(owner.put("/admin/book-settings", narrower).status()).isEqualTo(200);

        var other = office.secondOwner();
        var wider = Map.of("version", 1, "secondPersonAboveFen", 90_000, "reason", "节日放宽");
        for (var asked : List.of(
                owner.patch(app, Map.of("version", 2, "secret", secret, "reason", "疑似泄露")),
                owner.put("/admin/book-settings", wider))) {
            assertThat(asked.status()).as(asked.body()).isEqualTo(202);
            var approval = "/admin/approvals/" + asked.text("/approvalId");
            assertThat(other.api().get(approval).text("/reason")).isIn("疑似泄露", "节日放宽");
            assertThat(other.api().post(approval + "/approval", Map.of()).status())
                    .isEqualTo(200);
        }
        assertThat(reasons("WECHAT_APP_CHANGED")).containsExactly("疑似泄露", "定期更换");
        assertThat(reasons("BOOK_SETTINGS_CHANGED")).containsExactly("节日放宽", "收紧");
    }

    private List<String> reasons(String action) {
        return owner.get("/admin/audit?limit=200&action=" + action)
                .json()
                .get("items")
                .valueStream()
                .map(each -> each.get("reason").asString(""))
                .toList();
    }

    @Test
    void pages_are_complete_and_disjoint_whatever_is_looked_for() {
        for (var i = 0; i < 5; i++) {
            owner.post("/admin/stores", Map.of("name", "店" + i));
        }
        for (var search :
                List.of("", "thing=STORE&", "actorId=" + office.owner().id() + "&")) {
            var all = Api.idsOf(owner.get("/admin/audit?" + search + "limit=200"));
            var found = new ArrayList<String>();
            var cursor = "";
            do {
                var page = owner.get("/admin/audit?" + search + "limit=1" + cursor);
                found.addAll(Api.idsOf(page));
                var next = page.json().get("nextCursor");
                cursor = next.isNull() ? "" : "&cursor=" + next.asString();
            } while (!cursor.isEmpty());
            assertThat(found).isEqualTo(all).hasSizeGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void the_app_itself_can_neither_change_nor_delete_what_is_on_record() {
        var asApp = house.adminBean(DataSource.class);
        for (var statement : List.of(
                "UPDATE audit SET actor_id = 1 WHERE merchant_id = " + office.merchant(),
                "DELETE FROM audit WHERE merchant_id = " + office.merchant(),
                "TRUNCATE TABLE audit",
                "DROP TABLE audit",
                "ALTER TABLE audit DROP COLUMN ip",
                "REPLACE INTO audit SELECT * FROM audit WHERE merchant_id = " + office.merchant())) {
            assertThatThrownBy(() -> {
                        try (var connection = asApp.getConnection();
                                var change = connection.createStatement()) {
                            change.execute(statement);
                        }
                    })
                    .as(statement)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
        assertThat(actions("")).contains("OPERATOR_SIGNED_IN");
    }

    @Test
    void only_records_that_were_kept_long_enough_go() {
        var own = OwnHouse.shared();
        var merchant = own.openMerchant().id();
        var rows = own.rows();
        var limit = own.clock().instant().minus(Duration.ofDays(OwnHouse.AUDIT_KEPT_DAYS));
        var old =
                List.of(Ids.firstOf(limit.minus(Duration.ofDays(1))), Ids.firstOf(limit.minus(Duration.ofMinutes(1))));
        var young =
                List.of(Ids.firstOf(limit.plus(Duration.ofMinutes(10))), Ids.firstOf(limit.plus(Duration.ofDays(1))));
        var written = new ArrayList<>(old);
        written.addAll(young);
        written.forEach(id -> rows.change("INSERT INTO audit (id, merchant_id, at, realm, action, thing) VALUES (" + id
                + ", " + merchant + ", '2020-01-01', 'SYSTEM', 'TEST', 'TEST')"));
        own.bean(AuditRetention.class).sweep();
        assertThat(rows.column("SELECT id FROM audit WHERE action = 'TEST' ORDER BY id"))
                .containsExactlyElementsOf(young.stream().map(String::valueOf).toList());
    }

    @Test
    void a_start_that_would_keep_records_for_less_than_half_a_year_is_refused() {
        try (var process = AppProcess.ofJar("admin-api", Ground.settingsWith(Map.of("KABAO_AUDIT_KEEP_DAYS", "182")))) {
            assertThat(process.waitForExit()).isNotZero();
            assertThat(process.output()).contains("keep-days");
        }
    }

    private List<String> actions(String search) {
        var found = owner.get("/admin/audit?limit=200&" + search);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        return found.json()
                .get("items")
                .valueStream()
                .map(each -> each.get("action").asString())
                .toList();
    }
}
