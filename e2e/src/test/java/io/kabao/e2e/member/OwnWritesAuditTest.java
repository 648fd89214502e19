package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever members change leaves one row in the audit, in their name and without what it was. */
class OwnWritesAuditTest {

    private static final Map<String, String> TERMS =
            Map.of("kind", "TERMS", "version", "1", "title", "会员协议", "url", "https://shop.example/terms");

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Rows rows = Rows.of(house.sandbox());
    private final Guest guest = Guest.stranger(shop);
    private final Api session = guest.inMiniProgram();

    private Answer claimed(String scene) {
        return Desk.made(session.post(
                "/wx/claims",
                Map.of(
                        "scene", scene,
                        "phoneCode", guest.phoneCode(),
                        "consents", List.of(Map.of("kind", "TERMS", "version", "1")))));
    }

    private String member() {
        return session.get("/wx/me").text("/id");
    }

    /** What the member did, oldest first. */
    private List<String> done() {
        return rows.column("SELECT CONCAT_WS(' ', action, thing, thing_id, was, is_now) FROM audit"
                + " WHERE realm = 'MEMBER' AND ip = '127.0.0.1' AND actor_id = " + member() + " ORDER BY id");
    }

    private static String masked(String number) {
        return "*".repeat(number.length() - 4) + number.substring(number.length() - 4);
    }

    @Test
    void claiming_and_activating_leave_a_row_each_and_once_more_leaves_none() {
        var scene = shop.scene(shop.template(Map.of(
                "numberRule", Map.of("kind", "PHONE", "prefix", "P", "digits", 8),
                "profileFields",
                        List.of(Map.of(
                                "key",
                                "name",
                                "label",
                                "姓名",
                                "type",
                                "TEXT",
                                "editRight",
                                "EDITABLE",
                                "required",
                                false)))));
        var card = claimed(scene).text("/id");
        session.post("/wx/claims", Map.of("scene", scene));
        var form = Map.of("profile", Map.of("name", "慕容紫英"));
        session.post("/wx/cards/" + card + "/activation", form);
        session.post("/wx/cards/" + card + "/activation", form);
        var number = masked(guest.phone());
        assertThat(done())
                .containsExactly(
                        "CARD_CLAIMED CARD %s {\"numberMasked\":\"%s\",\"status\":\"CLAIMED\",\"filled\":[],\"oldCardId\":null}"
                                .formatted(card, number),
                        "CARD_ACTIVATED CARD %s {\"numberMasked\":\"%s\",\"status\":\"CLAIMED\",\"filled\":[],\"oldCardId\":null} {\"numberMasked\":\"%s\",\"status\":\"ACTIVE\",\"filled\":[\"name\"],\"oldCardId\":null}"
                                .formatted(card, number, number));
    }

    @Test
    void binding_leaves_a_row_that_names_the_old_card() {
        var template = shop.template(Map.of("bindingFields", List.of("phone")));
        var old = new Desk(shop)
                .oldCard(template, "K-77001", Map.of("phone", guest.phone()))
                .text("/card/id");
        var card = claimed(shop.scene(template)).text("/id");
        var request = Map.of("cardNumber", "K-77001", "fields", Map.of("phone", guest.phone()));
        for (var i = 0; i < 2; i++) {
            assertThat(session.post("/wx/cards/" + card + "/binding", request).status())
                    .isEqualTo(200);
        }
        assertThat(done()).hasSize(2).last().asString().contains("CARD_BOUND CARD " + card, "***7001", old);
    }

    @Test
    void consents_leave_a_row_when_they_change_and_none_when_they_stand_so() {
        claimed(shop.scene(shop.template(Map.of("documents", List.of(TERMS)))));
        var withdrawal = Map.of("consents", List.of(Map.of("kind", "TERMS", "version", "1", "given", false)));
        var answers =
                Desk.atOnce(20, _ -> Again.untilServed(() -> session.begin("PUT", "/wx/me/consents", withdrawal)));
        assertThat(answers).containsOnlyKeys(200);
        assertThat(rows.column("SELECT given FROM consent WHERE member_id = " + member() + " ORDER BY id"))
                .containsExactly("true", "false");
        assertThat(done())
                .hasSize(2)
                .last()
                .isEqualTo("CONSENT_CHANGED CONSENT " + member()
                        + " [{\"document\":{\"kind\":\"TERMS\",\"version\":\"1\"},\"given\":false}]");
    }

    @Test
    void the_first_look_at_an_invitation_leaves_a_row_and_the_next_ones_none() {
        var card = claimed(shop.scene(shop.template())).text("/id");
        session.post("/wx/cards/" + card + "/activation", Map.of());
        IntStream.range(0, 20)
                .mapToObj(_ -> Again.untilServed(() -> session.begin("GET", "/wx/referral", null)))
                .toList()
                .forEach(each -> assertThat(each.join().status()).isEqualTo(200));
        assertThat(done()).hasSize(3).last().asString().startsWith("CLAIM_CODE_CREATED CLAIM_CODE ");
    }

    @Test
    void one_person_who_claims_many_times_at_once_leaves_one_row() {
        var scene = shop.scene(shop.template());
        claimed(shop.scene(shop.template()));
        var statuses = Desk.atOnce(
                50, _ -> Again.untilServed(() -> session.begin("POST", "/wx/claims", Map.of("scene", scene))));
        assertThat(statuses.keySet()).isSubsetOf(200, 201);
        assertThat(statuses).containsEntry(201, 1L);
        assertThat(done()).hasSize(2);
    }

    @Test
    void who_is_found_to_hold_the_card_from_another_app_leaves_a_row() {
        var apart = Shop.openWithoutPlatform(house);
        var person = Guest.stranger(apart);
        var scene = apart.scene(apart.template());
        assertThat(person.claim(person.inMiniProgram(), scene).status()).isEqualTo(201);
        var onPage = person.inAccount();
        assertThat(person.claimBySms(onPage, scene).status()).isEqualTo(200);
        assertThat(rows.column("SELECT action FROM audit WHERE realm = 'MEMBER' AND actor_id = "
                        + onPage.get("/wx/me").text("/id") + " ORDER BY id"))
                .containsExactly("CARD_CLAIMED", "CARD_FOUND");
    }
}
