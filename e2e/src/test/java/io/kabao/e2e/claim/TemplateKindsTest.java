package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cards of one person, linked cards and a group's cards: which of them customers claim. */
class TemplateKindsTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);

    @Test
    void a_linked_card_is_claimed_like_any_other() {
        var guest = Guest.stranger(shop);
        var claimed = guest.claim(guest.inMiniProgram(), shop.scene(shop.template(Map.of("kind", "LINKED"))));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
    }

    @Test
    void no_code_is_made_for_a_groups_card_and_nobody_is_given_one_by_hand() {
        var group = shop.template(Map.of("kind", "GROUP"));
        var store = shop.store("店", shop.organization("区"));
        for (var body : new Object[] {
            Map.of("channel", "MINI_PROGRAM", "templateId", group),
            Map.of("channel", "STORE", "templateId", group, "storeId", store)
        }) {
            var refused = shop.owner().post("/admin/claim-codes", body);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.problemCode()).hasValue("GROUP_NOT_CLAIMED");
        }
        assertThat(shop.owner()
                        .post("/admin/claim-codes/missing", Map.of("channel", "STORE", "templateId", group))
                        .problemCode())
                .hasValue("GROUP_NOT_CLAIMED");
        var other = shop.code("MINI_PROGRAM", shop.template(), Map.of());
        assertThat(shop.owner()
                        .patch("/admin/claim-codes/" + other.text("/id"), Map.of("version", 1, "templateId", group))
                        .problemCode())
                .as("re-pointed")
                .hasValue("GROUP_NOT_CLAIMED");
        var member = new HashMap<String, Object>(Map.of("templateId", group, "phone", "13700000001", "name", "王"));
        assertThat(shop.owner().post("/admin/members", member).problemCode()).hasValue("GROUP_NOT_CLAIMED");
        var settings = Map.of("version", 1, "name", "店", "defaultTemplateId", group);
        assertThat(shop.owner().put("/admin/merchant", settings).problemCode()).hasValue("GROUP_NOT_CLAIMED");
    }

    @Test
    void a_code_that_there_is_all_the_same_offers_no_groups_card() {
        var template = shop.template();
        var scene = shop.scene(template);
        Rows.of(house.sandbox()).change("UPDATE card_template SET kind = 'GROUP' WHERE id = " + template);
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        assertThat(session.get("/wx/claim-codes/" + scene).problemCode()).hasValue("GROUP_NOT_CLAIMED");
        assertThat(guest.claim(session, scene).problemCode()).hasValue("GROUP_NOT_CLAIMED");
    }
}
