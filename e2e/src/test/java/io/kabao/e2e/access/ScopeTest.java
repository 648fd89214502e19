package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Two regions with a store each: whoever works on one part neither sees nor moves the other. */
class ScopeTest {

    private static final AtomicLong PHONES = new AtomicLong(13_600_000_000L + System.nanoTime() / 1000 % 80_000_000);

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Office office = Office.of(shop);
    private final Api owner = shop.owner();
    private final String template = shop.template();
    private final Side here = new Side("东");
    private final Side there = new Side("西");

    /** A region, its store, somebody who serves there, their codes and a member. */
    private final class Side {

        private final String region;
        private final String store;
        private final String person;
        private final String storeCode;
        private final String personCode;
        private final String phone = Long.toString(PHONES.addAndGet(10_007));
        private final String name;
        private final Answer member;

        Side(String name) {
            this.name = name + "方";
            region = shop.organization(name + "区");
            store = shop.store(name + "店", region);
            person = shop.staff(name + "员", Map.of("storeId", store));
            storeCode = shop.code("STORE", template, Map.of("storeId", store)).text("/id");
            personCode = shop.code("STAFF", template, Map.of("staffId", person)).text("/id");
            member = enrol(owner, Map.of("phone", phone, "name", this.name, "storeId", store));
        }

        String memberId() {
            return member.text("/member/id");
        }

        String number() {
            return member.text("/card/number");
        }
    }

    private Answer enrol(Api by, Map<String, Object> more) {
        var form = new HashMap<String, Object>(
                Map.of("templateId", template, "phone", Long.toString(PHONES.addAndGet(10_007)), "name", "新人"));
        form.putAll(more);
        return by.post("/admin/members", form);
    }

    private Office.Colleague ofStore(String role) {
        return office.hire(role, OperatorsTest.scope("STORES", here.store));
    }

    private Office.Colleague ofRegion(String role) {
        return office.hire(role, OperatorsTest.scope("ORGANIZATION", here.region));
    }

    @Test
    void a_cashier_of_one_store_sees_that_store_and_its_members_alone() {
        var cashier = ofStore(Office.CASHIER).api();
        assertThat(ids(cashier, "/admin/stores")).containsExactly(here.store);
        assertThat(ids(cashier, "/admin/claim-codes")).containsExactlyInAnyOrder(here.storeCode, here.personCode);
        assertThat(ids(cashier, "/admin/claim-codes?storeId=" + there.store)).isEmpty();
        assertThat(ids(cashier, "/admin/members")).containsExactly(here.memberId());
        for (var text : List.of(there.phone, there.phone.substring(7), there.name, there.number())) {
            assertThat(ids(cashier, "/admin/members?q=" + encoded(text)))
                    .as(text)
                    .isEmpty();
        }
        for (var text : List.of(here.phone, here.phone.substring(7), here.name, here.number())) {
            assertThat(ids(cashier, "/admin/members?q=" + encoded(text)))
                    .as(text)
                    .containsExactly(here.memberId());
        }
        assertThat(cashier.get("/admin/stores/" + there.store).status()).isEqualTo(404);
        assertThat(cashier.get("/admin/members/" + there.memberId()).status()).isEqualTo(404);
        assertThat(cashier.get("/admin/claim-codes/" + there.storeCode).status())
                .isEqualTo(404);
        assertThat(cashier.get("/admin/claim-codes/" + there.personCode).status())
                .isEqualTo(404);
        assertThat(cashier.get("/admin/claim-codes/" + there.storeCode + "/image")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nothing_of_another_store_is_changed_and_nothing_is_made_there() {
        var manager = ofStore(Office.MANAGER).api();
        var before = office.rows().digestOf(Long.parseLong(office.merchant()));
        var foreign = there.memberId();
        var notThere = List.of(
                manager.patch("/admin/members/" + foreign, Map.of("version", 1, "name", "抢")),
                manager.patch("/admin/stores/" + there.store, Map.of("version", 1, "name", "抢")),
                manager.delete("/admin/stores/" + there.store),
                manager.patch("/admin/staff/" + there.person, Map.of("version", 1, "name", "抢")),
                manager.patch("/admin/staff/" + there.person, Map.of("version", 1, "storeId", here.store)),
                manager.post("/admin/staff/" + there.person + "/departure", Map.of()),
                manager.post("/admin/staff/" + here.person + "/departure", Map.of("storeId", there.store)),
                manager.post("/admin/staff/" + here.person + "/departure", Map.of("successorStaffId", there.person)),
                manager.patch("/admin/claim-codes/" + there.storeCode, Map.of("version", 1, "storeId", here.store)),
                manager.patch("/admin/claim-codes/" + here.storeCode, Map.of("version", 1, "storeId", there.store)),
                manager.patch("/admin/claim-codes/" + here.personCode, Map.of("version", 1, "staffId", there.person)),
                manager.post("/admin/claim-codes/" + there.storeCode + "/revocation", Map.of()),
                manager.post("/admin/claim-codes", code("STORE", "storeId", there.store)),
                manager.post("/admin/claim-codes", code("STAFF", "staffId", there.person)),
                manager.post("/admin/stores", Map.of("name", "新店", "organizationId", here.region)),
                manager.post("/admin/organizations", Map.of("name", "新区", "parentId", there.region)),
                manager.post("/admin/staff", Map.of("name", "新人", "storeId", there.store)),
                manager.post("/admin/staff", Map.of("name", "新人", "organizationId", there.region)),
                manager.patch("/admin/staff/" + here.person, Map.of("version", 1, "storeId", there.store)),
                manager.patch("/admin/staff/" + here.person, Map.of("version", 1, "organizationId", there.region)),
                enrol(manager, Map.of("storeId", there.store)),
                enrol(manager, Map.of("staffId", there.person)),
                enrol(manager, Map.of("storeId", here.store, "staffId", there.person)),
                manager.post("/admin/cards/" + there.member.text("/card/id") + "/binding", binding()),
                manager.put("/admin/cards/" + there.member.text("/card/id") + "/attribution", to(here)),
                manager.put("/admin/cards/" + here.member.text("/card/id") + "/attribution", to(there)));
        assertThat(notThere)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(404));
        var ofTheWhole = List.of(
                manager.post("/admin/claim-codes", Map.of("channel", "MINI_PROGRAM", "templateId", template)),
                manager.post("/admin/stores", Map.of("name", "新店")),
                manager.post("/admin/staff", Map.of("name", "新人")),
                enrol(manager, Map.of()));
        assertThat(ofTheWhole)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(403));
        assertThat(office.rows().digestOf(Long.parseLong(office.merchant()))).isEqualTo(before);
        assertThat(enrol(manager, Map.of("storeId", here.store)).status()).isEqualTo(201);
    }

    @Test
    void what_is_elsewhere_is_answered_as_what_is_nowhere() {
        var manager = ofStore(Office.MANAGER).api();
        var nowhere = "1";
        assertSame(
                manager.post("/admin/claim-codes", code("STORE", "storeId", there.store)),
                manager.post("/admin/claim-codes", code("STORE", "storeId", nowhere)));
        assertSame(
                manager.post("/admin/claim-codes", code("STAFF", "staffId", there.person)),
                manager.post("/admin/claim-codes", code("STAFF", "staffId", nowhere)));
        assertSame(
                manager.post("/admin/stores", Map.of("name", "新店", "organizationId", there.region)),
                manager.post("/admin/stores", Map.of("name", "新店", "organizationId", nowhere)));
        assertSame(
                manager.post("/admin/organizations", Map.of("name", "新区", "parentId", there.region)),
                manager.post("/admin/organizations", Map.of("name", "新区", "parentId", nowhere)));
        assertSame(
                manager.post("/admin/staff", Map.of("name", "新人", "storeId", there.store)),
                manager.post("/admin/staff", Map.of("name", "新人", "storeId", nowhere)));
        assertSame(
                manager.post("/admin/staff", Map.of("name", "新人", "organizationId", there.region)),
                manager.post("/admin/staff", Map.of("name", "新人", "organizationId", nowhere)));
        assertSame(enrol(manager, Map.of("storeId", there.store)), enrol(manager, Map.of("storeId", nowhere)));
        assertSame(enrol(manager, Map.of("staffId", there.person)), enrol(manager, Map.of("staffId", nowhere)));
        var form = Map.of("name", "新人", "storeId", here.store, "organizationId", here.region);
        assertThat(manager.post("/admin/staff", form).status())
                .as("an organization that the own store tells")
                .isEqualTo(201);
    }

    private static void assertSame(Answer elsewhere, Answer nowhere) {
        assertRefused(elsewhere, 404, nowhere.problemCode().orElse(""));
        assertThat(elsewhere.json().get("detail")).isEqualTo(nowhere.json().get("detail"));
    }

    private static Map<String, Object> binding() {
        return Map.of("oldCardNumber", "1", "reason", "补办");
    }

    private static Map<String, Object> to(Side side) {
        return Map.of("storeId", side.store, "reason", "补录");
    }

    private Map<String, Object> code(String channel, String field, String id) {
        return Map.of("channel", channel, "templateId", template, field, id);
    }

    @Test
    void missing_codes_are_made_for_the_own_stores_and_people_alone() {
        var manager = ofStore(Office.MANAGER).api();
        var other = shop.template();
        var stores = manager.post("/admin/claim-codes/missing", Map.of("channel", "STORE", "templateId", other));
        assertThat(stores.json().at("/codes/0/storeId").asString()).isEqualTo(here.store);
        assertThat(stores.json().get("created").asInt()).isOne();
        var people = manager.post("/admin/claim-codes/missing", Map.of("channel", "STAFF", "templateId", other));
        assertThat(people.json().at("/codes/0/staffId").asString()).isEqualTo(here.person);
        assertThat(people.json().get("created").asInt()).isOne();
    }

    @Test
    void a_manager_of_a_region_sees_what_stands_below_it_and_a_moved_store_changes_sides_at_once() {
        var manager = ofRegion(Office.MANAGER).api();
        var below = owner.post("/admin/organizations", Map.of("name", "小区", "parentId", here.region))
                .text("/id");
        var small = shop.store("小店", below);
        assertThat(ids(manager, "/admin/organizations")).containsExactlyInAnyOrder(here.region, below);
        assertThat(ids(manager, "/admin/stores")).containsExactlyInAnyOrder(here.store, small);
        assertThat(ids(manager, "/admin/members")).containsExactly(here.memberId());
        assertThat(manager.patch("/admin/organizations/" + there.region, Map.of("version", 1, "parentId", here.region))
                        .status())
                .isEqualTo(404);
        assertRefused(
                manager.patch("/admin/organizations/" + here.region, Map.of("version", 1, "name", "我的")),
                403,
                "FORBIDDEN");
        assertRefused(
                manager.patch("/admin/organizations/" + below, Map.of("version", 1, "parentId", there.region)),
                404,
                "ORGANIZATION_NOT_FOUND");
        assertRefused(
                manager.patch("/admin/stores/" + small, Map.of("version", 1, "organizationId", there.region)),
                404,
                "ORGANIZATION_NOT_FOUND");

        owner.patch("/admin/stores/" + there.store, Map.of("version", 1, "organizationId", below));
        assertThat(ids(manager, "/admin/stores")).containsExactlyInAnyOrder(here.store, small, there.store);
        assertThat(ids(manager, "/admin/members")).containsExactlyInAnyOrder(here.memberId(), there.memberId());
        owner.patch("/admin/stores/" + here.store, Map.of("version", 1, "organizationId", there.region));
        assertThat(ids(manager, "/admin/stores")).containsExactlyInAnyOrder(small, there.store);
        assertThat(manager.get("/admin/stores/" + here.store).status()).isEqualTo(404);
    }

    @Test
    void who_works_on_their_own_sees_what_they_brought() {
        var login = office.hire(
                Map.of("roleIds", List.of(Office.CASHIER), "scope", Map.of("kind", "OWN"), "staffId", here.person));
        var cashier = login.api();
        assertThat(ids(cashier, "/admin/members")).isEmpty();
        assertThat(ids(cashier, "/admin/stores")).isEmpty();
        assertThat(ids(cashier, "/admin/claim-codes")).containsExactly(here.personCode);
        assertRefused(enrol(cashier, Map.of("storeId", here.store)), 404, "STORE_NOT_FOUND");
        assertRefused(enrol(cashier, Map.of("staffId", there.person)), 404, "STAFF_NOT_FOUND");
        assertRefused(enrol(cashier, Map.of("storeId", there.store, "staffId", here.person)), 404, "STORE_NOT_FOUND");
        assertRefused(enrol(cashier, Map.of()), 403, "STORE_OUT_OF_REACH");
        var brought = enrol(cashier, Map.of("staffId", here.person));
        assertThat(brought.status()).as(brought.body()).isEqualTo(201);
        var id = brought.text("/member/id");
        assertThat(ids(cashier, "/admin/members")).containsExactly(id);
        assertThat(cashier.get("/admin/members/" + id).status()).isEqualTo(200);
        assertThat(cashier.get("/admin/members/" + here.memberId()).status()).isEqualTo(404);
        var unlinked = owner.patch("/admin/operators/" + login.id(), "{\"version\":1,\"staffId\":null}");
        assertRefused(unlinked, 422, "SCOPE_NEEDS_STAFF");
    }

    @Test
    void pages_of_a_scoped_list_are_complete_and_disjoint() {
        var cashier = ofStore(Office.CASHIER).api();
        var expected = new ArrayList<String>();
        expected.add(here.memberId());
        for (var i = 0; i < 6; i++) {
            var side = i % 2 == 0 ? here : there;
            var id = enrol(owner, Map.of("storeId", side.store, "name", "页页")).text("/member/id");
            if (side == here) {
                expected.addFirst(id);
            }
        }
        for (var limit : List.of(1, 2, 3, 50)) {
            assertThat(paged(cashier, "/admin/members?limit=" + limit)).isEqualTo(expected);
            assertThat(paged(cashier, "/admin/members?q=" + encoded("页页") + "&limit=" + limit))
                    .isEqualTo(expected.subList(0, 3));
        }
        assertThat(paged(cashier, "/admin/claim-codes?limit=1"))
                .containsExactlyInAnyOrder(here.storeCode, here.personCode);
        var manager = ofRegion(Office.MANAGER).api();
        for (var path : List.of("/admin/stores", "/admin/staff", "/admin/members", "/admin/organizations")) {
            assertThat(paged(manager, path + "?limit=1"))
                    .as(path)
                    .isEqualTo(ids(manager, path))
                    .isNotEmpty();
        }
    }

    @Test
    void what_the_whole_merchant_shares_is_not_for_who_works_on_a_part_of_it() {
        var narrow = office.hire(Office.OWNER, OperatorsTest.scope("STORES", here.store));
        office.trusted(narrow);
        var api = narrow.api();
        for (var path : List.of("/admin/operators", "/admin/roles", "/admin/audit", "/admin/wechat-apps")) {
            assertRefused(api.get(path), 403, "FORBIDDEN");
        }
        assertRefused(api.post("/admin/operators", Office.form(Map.of())), 403, "FORBIDDEN");
        assertRefused(api.post("/admin/card-templates", Map.of("name", "卡", "title", "卡")), 403, "FORBIDDEN");
    }

    @Test
    void a_region_or_store_that_is_gone_leaves_nothing_to_see() {
        var empty = shop.organization("空区");
        var gone = shop.store("空店", empty);
        var manager = office.hire(Office.MANAGER, OperatorsTest.scope("ORGANIZATION", empty));
        var cashier = office.hire(Office.CASHIER, OperatorsTest.scope("STORES", gone));
        var removedStore = owner.delete("/admin/stores/" + gone);
        var removedRegion = owner.delete("/admin/organizations/" + empty);
        assertThat(removedStore.status()).isIn(204, 409);
        assertThat(removedRegion.status()).isIn(204, 409);
        for (var path : List.of("/admin/stores", "/admin/members", "/admin/claim-codes")) {
            var seen = ids(manager.api(), path);
            seen.addAll(ids(cashier.api(), path));
            assertThat(seen).as(path).isSubsetOf(gone);
        }
        assertThat(office.look(manager).status()).isEqualTo(200);
        assertThat(office.change(office.owner(), manager, Map.of("active", false))
                        .status())
                .as("can still be disabled")
                .isEqualTo(200);
    }

    private static List<String> ids(Api api, String path) {
        var list = api.get(path);
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        return new ArrayList<>(Api.idsOf(list));
    }

    private static List<String> paged(Api api, String path) {
        var found = new ArrayList<String>();
        var cursor = "";
        do {
            var page = api.get(path + cursor);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            found.addAll(Api.idsOf(page));
            var next = page.json().get("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return found;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
