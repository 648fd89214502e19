package io.kabao.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A merchant's people who sign in; the owner is trusted from the beginning. */
final class Office {

    static final String OWNER = "1";
    static final String MANAGER = "2";
    static final String FINANCE = "3";
    static final String CASHIER = "4";
    static final String AUDITOR = "6";

    static final Map<String, Object> ALL = Map.of("kind", "ALL");

    private final House house;
    private final Rows rows;
    private final Colleague owner;
    private final String merchant;

    private Office(House house, Colleague owner, String merchant) {
        this.house = house;
        this.rows = Rows.of(house.sandbox());
        this.owner = owner;
        this.merchant = merchant;
        house.trust(owner.account());
    }

    /** Somebody who is signed in. */
    record Colleague(String id, String account, String password, Api api) {

        Answer me() {
            return api.get("/admin/me");
        }
    }

    /** A merchant that nobody else uses. */
    static Office open(House house) {
        var account = "o-" + Shop.unique(16);
        var merchant = house.openMerchant(account);
        var api = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        var id = api.get("/admin/me").text("/id");
        return new Office(house, new Colleague(id, account, Settings.OWNER_PASSWORD, api), Long.toString(merchant));
    }

    /** The people of a shop. */
    static Office of(Shop shop) {
        var id = shop.owner().get("/admin/me").text("/id");
        var rows = Rows.of(shop.house().sandbox());
        var account =
                rows.column("SELECT account FROM operator WHERE id = " + id).getFirst();
        var merchant =
                rows.column("SELECT merchant_id FROM operator WHERE id = " + id).getFirst();
        return new Office(shop.house(), new Colleague(id, account, Settings.OWNER_PASSWORD, shop.owner()), merchant);
    }

    Colleague owner() {
        return owner;
    }

    String merchant() {
        return merchant;
    }

    /** Somebody with a role, who has long worked on a part of the merchant and has signed in. */
    Colleague hire(String role, Map<String, Object> scope) {
        return hire(Map.of("roleIds", List.of(role), "scope", scope));
    }

    /** Somebody as said, who has long had the login to themselves; only while nobody else could agree to it. */
    Colleague hire(Map<String, Object> more) {
        var form = form(more);
        var added = owner.api().post("/admin/operators", form);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        settle(added.text("/id"));
        return signedIn(added.text("/id"), String.valueOf(form.get("account")), added.text("/initialPassword"));
    }

    /** Somebody was added long ago, and by whom does not matter any more. */
    void settle(String id) {
        rows.change("UPDATE operator SET added_by = NULL, login_made_by = NULL WHERE id = " + id);
    }

    Colleague signedIn(String id, String account, String password) {
        return new Colleague(id, account, password, house.admin().signedIn(account, password));
    }

    /** One more owner, trusted: from now on more rights wait for the other one. */
    Colleague secondOwner() {
        return trusted(hire(OWNER, ALL));
    }

    Colleague trusted(Colleague colleague) {
        house.trust(colleague.account());
        return colleague;
    }

    /** What adds somebody whose account nobody has yet. */
    static Map<String, Object> form(Map<String, Object> more) {
        var form = new HashMap<String, Object>(
                Map.of("account", "p-" + Shop.unique(16), "name", "同事", "roleIds", List.of(CASHIER), "scope", ALL));
        form.putAll(more);
        return form;
    }

    /** An own role; its id. */
    String role(String... permissions) {
        var made = owner.api()
                .post("/admin/roles", Map.of("name", "角色" + Shop.unique(8), "permissions", List.of(permissions)));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/id");
    }

    /** An operator as it is now. */
    Answer look(Colleague colleague) {
        return owner.api().get("/admin/operators/" + colleague.id());
    }

    /** Changes an operator as it is now. */
    Answer change(Colleague by, Colleague whom, Map<String, Object> changes) {
        var edit = new HashMap<>(changes);
        edit.put("version", rows.number("SELECT version FROM operator WHERE id = " + whom.id()));
        return by.api().patch("/admin/operators/" + whom.id(), edit);
    }

    /** Proves by the password that it still is the same person. */
    static void stepUp(Colleague colleague) {
        var proved = colleague.api().post("/admin/sessions/step-up", Map.of("password", colleague.password()));
        assertThat(proved.status()).as(proved.body()).isEqualTo(200);
    }

    /** How many rows of a table the merchant has. */
    long count(String table, String condition) {
        return rows.number("SELECT COUNT(*) FROM " + table + " WHERE merchant_id = " + merchant + " AND " + condition);
    }

    Rows rows() {
        return rows;
    }

    /** Time goes by, here and at WeChat. */
    void pass(Duration time) {
        house.pass(time);
    }

    static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.problemCode()).as(answer.body()).hasValue(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
