package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Old cards bound without their phone and cards that are to count to others: the counter asks, a manager agrees. */
class CardApprovalsTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Office office = Office.of(shop);
    private final Api owner = shop.owner();
    private final String region = shop.organization("东区");
    private final String store = shop.store("东店", region);
    private final String farRegion = shop.organization("西区");
    private final String farStore = shop.store("西店", farRegion);
    private final String template = shop.template(Map.of("bindingFields", List.of("phone", "name")));
    private final String scene =
            shop.code("STORE", template, Map.of("storeId", store)).text("/scene");
    private final Office.Colleague cashier = office.hire(Office.CASHIER, OperatorsTest.scope("STORES", store));
    private final Office.Colleague manager = office.hire(Office.MANAGER, OperatorsTest.scope("ORGANIZATION", region));
    private final Office.Colleague farManager =
            office.hire(Office.MANAGER, OperatorsTest.scope("ORGANIZATION", farRegion));

    private String claimed() {
        var guest = Guest.stranger(shop);
        var claimed = guest.claim(guest.inMiniProgram(), scene);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        return claimed.text("/id");
    }

    /** An old card of the counter; its id. */
    private String old(String number, Guest former) {
        return old(number, former, Map.of("storeId", store));
    }

    /** An old card of some place, person or neither; its id. */
    private String old(String number, Guest former, Map<String, Object> where) {
        var form = new HashMap<String, Object>(Map.of(
                "templateId", template, "cardNumber", number, "offline", true, "name", "王小明", "phone", former.phone()));
        form.putAll(where);
        var made = owner.post("/admin/members", form);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/card/id");
    }

    private Answer bind(Office.Colleague by, String card, String number) {
        return by.api()
                .post("/admin/cards/" + card + "/binding", Map.of("oldCardNumber", number, "reason", "手机号已注销，已核对证件"));
    }

    private static String waits(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.text("/approvalId");
    }

    private static Answer approve(Office.Colleague by, String id) {
        return by.api().post("/admin/approvals/" + id + "/approval", Map.of());
    }

    private String ofCard(String column, String card) {
        return office.rows()
                .column("SELECT " + column + " FROM member_card WHERE id = " + card)
                .getFirst();
    }

    @Test
    void the_counter_binds_an_old_card_without_its_phone_when_a_manager_agrees_and_the_old_phone_is_told() {
        var former = Guest.stranger(shop);
        var number = former.phone();
        var old = old(number, former);
        var holder = ofCard("holder_id", old);
        var card = claimed();
        var id = waits(bind(cashier, card, number));
        assertThat(ofCard("status", card)).isEqualTo("CLAIMED");
        assertRefused(approve(cashier, id), 403, "FORBIDDEN");
        var shown = manager.api().get("/admin/approvals/" + id);
        assertThat(shown.text("/reason")).contains("手机号已注销");
        assertThat(shown.body()).as("a number that is a phone").doesNotContain(number);
        assertThat(owner.get("/admin/audit?limit=200").body()).doesNotContain(number);
        assertRefused(farManager.api().get("/admin/approvals/" + id), 404, "APPROVAL_NOT_FOUND");
        assertRefused(approve(farManager, id), 404, "APPROVAL_NOT_FOUND");

        var approved = approve(manager, id);
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(ofCard("status", card)).isEqualTo("ACTIVE");
        assertThat(ofCard("number", card)).isEqualTo(number);
        assertThat(ofCard("holder_id", card)).as("what the old card is worth").isEqualTo(holder);
        assertThat(ofCard("status", old)).isEqualTo("MERGED");
        assertThat(office.count(
                        "audit",
                        "action = 'CARD_BOUND_BY_HAND' AND reason LIKE '手机号已注销%' AND actor_id = " + cashier.id()
                                + " AND approver_id = " + manager.id()))
                .isOne();
        Awaitility.await("the old phone is told")
                .until(() -> shop.outside()
                        .get("/sandbox/sms?phone=" + number)
                        .body()
                        .contains("SMS_CARD_BOUND_ELSEWHERE"));
    }

    @Test
    void the_phone_by_which_an_old_card_is_bound_is_replaced_once_a_manager_agrees() {
        var former = Guest.stranger(shop);
        old("OLD-PHONE", former);
        var member = Api.idsOf(owner.get("/admin/members?q=OLD-PHONE")).getFirst();
        var thief = Guest.stranger(shop);
        var edit = Map.of("version", 1, "name", "李四", "phone", thief.phone(), "reason", "顾客换号");
        var id = waits(cashier.api().patch("/admin/members/" + member, edit));
        var nobodys = new HashMap<String, Object>(Map.of("version", 1));
        nobodys.put("phone", null);
        waits(cashier.api().patch("/admin/members/" + member, nobodys));
        var shown = manager.api().get("/admin/approvals/" + id);
        assertThat(shown.text("/kind")).isEqualTo("OLD_CARD_PHONE");
        assertThat(shown.text("/reason")).isEqualTo("顾客换号");
        assertThat(shown.body()).doesNotContain(thief.phone(), former.phone(), "李四");
        assertRefused(approve(cashier, id), 403, "FORBIDDEN");
        assertRefused(approve(farManager, id), 404, "APPROVAL_NOT_FOUND");
        assertThat(owner.get("/admin/members/" + member).text("/phoneMasked"))
                .endsWith(former.phone().substring(7));
        var renamed = cashier.api().patch("/admin/members/" + member, Map.of("version", 1, "name", "王明"));
        assertThat(renamed.status()).as("a name does not wait").isEqualTo(200);
        assertRefused(approve(manager, id), 409, "STALE_VERSION");

        var again = waits(cashier.api()
                .patch("/admin/members/" + member, Map.of("version", 2, "phone", thief.phone(), "reason", "顾客换号")));
        assertThat(approve(manager, again).status()).isEqualTo(200);
        var isNow = owner.get("/admin/members/" + member);
        assertThat(isNow.text("/phoneMasked")).endsWith(thief.phone().substring(7));
        assertThat(isNow.text("/nameMasked")).isEqualTo("王**");
        assertThat(office.count(
                        "audit",
                        "action = 'MEMBER_CHANGED' AND reason = '顾客换号' AND actor_id = " + cashier.id()
                                + " AND approver_id = " + manager.id()))
                .isOne();
    }

    @Test
    void of_two_who_are_to_get_the_same_old_card_one_does() {
        for (var round = 0; round < 5; round++) {
            var number = "OLD-" + round;
            var old = old(number, Guest.stranger(shop));
            var first = claimed();
            var second = claimed();
            var one = waits(bind(cashier, first, number));
            var two = waits(bind(cashier, second, number));
            var begun = List.of(one, two).stream()
                    .map(id -> manager.api().begin("POST", "/admin/approvals/" + id + "/approval", Map.of()))
                    .toList();
            var statuses = begun.stream().map(each -> each.join().status()).toList();
            assertThat(statuses).as("round %d", round).containsOnlyOnce(200).containsOnly(200, 409);
            assertThat(List.of(ofCard("status", first), ofCard("status", second)))
                    .containsExactlyInAnyOrder("ACTIVE", "CLAIMED");
            assertThat(List.of(ofCard("holder_id", first), ofCard("holder_id", second)))
                    .containsOnlyOnce(ofCard("holder_id", old));
            var left = ofCard("status", first).equals("CLAIMED") ? one : two;
            assertRefused(approve(manager, left), 409, "OLD_CARD_BOUND");
            assertThat(manager.api().get("/admin/approvals/" + left).text("/status"))
                    .isEqualTo("WAITING");
        }
    }

    @Test
    void a_binding_whose_cashier_has_left_or_whose_card_was_activated_does_not_happen() {
        var number = "OLD-LEFT";
        old(number, Guest.stranger(shop));
        var card = claimed();
        var id = waits(bind(cashier, card, number));
        assertThat(office.change(office.owner(), cashier, Map.of("active", false))
                        .status())
                .isEqualTo(200);
        assertRefused(approve(manager, id), 409, "ASKER_MAY_NOT");
        assertThat(ofCard("status", card)).isEqualTo("CLAIMED");

        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var own = guest.claim(session, scene).text("/id");
        var waiting = waits(bind(manager, own, number));
        assertThat(session.post("/wx/cards/" + own + "/activation", Map.of()).status())
                .isEqualTo(200);
        assertRefused(approve(office.owner(), waiting), 409, "ALREADY_ACTIVE");
        assertRefused(bind(manager, own, number), 409, "ALREADY_ACTIVE");
    }

    @Test
    void who_works_on_what_they_brought_asks_for_a_binding_that_a_manager_agrees_to() {
        var person = shop.staff("小王", Map.of("storeId", store));
        var own = office.hire(
                Map.of("roleIds", List.of(Office.CASHIER), "scope", Map.of("kind", "OWN"), "staffId", person));
        var badge = shop.code("STAFF", template, Map.of("staffId", person)).text("/scene");
        var guest = Guest.stranger(shop);
        var card = guest.claim(guest.inMiniProgram(), badge).text("/id");
        old("OLD-OWN", Guest.stranger(shop), Map.of("staffId", person));
        assertThat(bind(own, claimed(), "OLD-OWN").status())
                .as("brought by nobody")
                .isEqualTo(404);
        var approved = approve(manager, waits(bind(own, card, "OLD-OWN")));
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(ofCard("status", card)).isEqualTo("ACTIVE");
    }

    @Test
    void an_old_card_of_another_place_or_of_none_is_not_there_for_who_works_on_a_part() {
        var card = claimed();
        old("OLD-FAR", Guest.stranger(shop), Map.of("storeId", farStore));
        old("OLD-NOWHERE", Guest.stranger(shop), Map.of());
        for (var number : List.of("OLD-FAR", "OLD-NOWHERE", "NO-SUCH-CARD")) {
            for (var by : List.of(cashier, manager)) {
                var refused = bind(by, card, number);
                assertRefused(refused, 404, "CARD_NOT_FOUND");
                assertThat(refused.text("/field")).isEqualTo("oldCardNumber");
            }
        }
        assertRefused(bind(farManager, card, "OLD-FAR"), 404, "CARD_NOT_FOUND");
        assertThat(approve(manager, waits(bind(office.owner(), card, "OLD-FAR")))
                        .status())
                .isEqualTo(200);

        var moved = old("OLD-GONE", Guest.stranger(shop));
        var other = claimed();
        var waiting = waits(bind(cashier, other, "OLD-GONE"));
        office.rows()
                .change("UPDATE member_card SET issuing_store_id = " + farStore + ", issuing_organization_id = "
                        + farRegion + ", favourite_store_id = NULL WHERE id = " + moved);
        assertRefused(approve(manager, waiting), 409, "ASKER_MAY_NOT");
    }

    @Test
    void who_asked_takes_it_back_without_seeing_what_else_waits() {
        old("OLD-BACK", Guest.stranger(shop));
        old("OLD-OTHERS", Guest.stranger(shop));
        var own = waits(bind(cashier, claimed(), "OLD-BACK"));
        var others = waits(bind(manager, claimed(), "OLD-OTHERS"));
        assertRefused(cashier.api().get("/admin/approvals"), 403, "FORBIDDEN");
        for (var id : List.of(others, "1")) {
            assertRefused(reject(cashier, id), 403, "FORBIDDEN");
        }
        assertRefused(approve(cashier, own), 403, "FORBIDDEN");
        var back = reject(cashier, own);
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(back.text("/status")).isEqualTo("REJECTED");
        assertThat(back.text("/decidedBy")).isEqualTo(cashier.id());
        assertRefused(reject(cashier, own), 409, "APPROVAL_OVER");
        assertRefused(approve(manager, own), 409, "APPROVAL_OVER");
        assertThat(office.count("audit", "action = 'APPROVAL_REJECTED' AND actor_id = " + cashier.id()))
                .isOne();
    }

    private static Answer reject(Office.Colleague by, String id) {
        return by.api().post("/admin/approvals/" + id + "/rejection", Map.of());
    }

    @Test
    void who_works_elsewhere_by_now_has_asked_in_vain() {
        old("OLD-MOVED", Guest.stranger(shop));
        var card = claimed();
        var binding = waits(bind(cashier, card, "OLD-MOVED"));
        var attribution = waits(
                manager.api().put("/admin/cards/" + card + "/attribution", Map.of("storeId", store, "reason", "补录")));
        for (var asker : List.of(cashier, manager)) {
            var moved = office.change(office.owner(), asker, Map.of("scope", OperatorsTest.scope("STORES", farStore)));
            assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        }
        assertRefused(approve(office.owner(), binding), 409, "ASKER_MAY_NOT");
        assertRefused(approve(office.owner(), attribution), 409, "ASKER_MAY_NOT");
    }

    @Test
    void a_card_counts_to_somebody_else_once_a_second_person_agrees_and_the_claim_keeps_what_it_said() {
        var person = shop.staff("小李", Map.of("storeId", store));
        var card = claimed();
        var path = "/admin/cards/" + card + "/attribution";
        var wish = Map.of("storeId", store, "staffId", person, "reason", "补录");
        assertRefused(cashier.api().put(path, wish), 403, "FORBIDDEN");
        assertThat(farManager.api().put(path, wish).status()).isEqualTo(404);
        var id = waits(manager.api().put(path, wish));
        assertRefused(approve(manager, id), 403, "SAME_PERSON");
        assertRefused(approve(farManager, id), 404, "APPROVAL_NOT_FOUND");
        assertThat(ofCard("issuing_staff_id", card)).isEqualTo("null");
        assertThat(approve(office.owner(), id).status()).isEqualTo(200);
        assertThat(office.count("audit", "action = 'CARD_REATTRIBUTED' AND reason = '补录'"))
                .isOne();
        assertThat(ofCard("issuing_staff_id", card)).isEqualTo(person);
        assertThat(office.rows().column("SELECT issuing_staff_id FROM claim WHERE card_id = " + card))
                .containsExactly("null");

        var moved = waits(owner.put(path, Map.of("storeId", farStore, "reason", "搬家")));
        var second = waits(owner.put(path, Map.of("storeId", store, "reason", "又改")));
        assertThat(approve(manager, moved).status()).isEqualTo(200);
        assertThat(ofCard("issuing_organization_id", card)).isEqualTo(farRegion);
        assertRefused(approve(manager, second), 409, "CARD_CHANGED");
    }

    @Test
    void whoever_is_the_only_one_who_could_agree_does_it_at_once_but_not_by_having_just_removed_the_others() {
        for (var each : List.of(manager, farManager)) {
            assertThat(office.change(office.owner(), each, Map.of("active", false))
                            .status())
                    .isEqualTo(200);
        }
        old("OLD-SOLE", Guest.stranger(shop));
        var card = claimed();
        var early = waits(bind(office.owner(), card, "OLD-SOLE"));
        assertRefused(approve(office.owner(), early), 403, "SAME_PERSON");
        assertThat(owner.post("/admin/approvals/" + early + "/rejection", Map.of())
                        .status())
                .isEqualTo(200);
        office.rows().change("DELETE FROM operator_loss WHERE merchant_id = " + office.merchant());
        var bound = bind(office.owner(), card, "OLD-SOLE");
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(ofCard("status", card)).isEqualTo("ACTIVE");
        var changed = owner.put("/admin/cards/" + card + "/attribution", Map.of("storeId", farStore, "reason", "补录"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(office.count("approval", "status <> 'REJECTED'")).isZero();
        // A cashier could not agree, so what a cashier asks for waits for the owner.
        waits(bind(cashier, claimed(), oldNumber()));
    }

    private String oldNumber() {
        old("OLD-ASKED", Guest.stranger(shop));
        return "OLD-ASKED";
    }
}
