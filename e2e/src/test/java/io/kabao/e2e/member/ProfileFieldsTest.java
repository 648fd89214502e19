package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Fields of every type and right, from the offer to the desk. */
class ProfileFieldsTest {

    private static final Map<String, String> GOOD =
            Map.of("size", "L", "color", "红", "wedding", "2019-05-20", "children", "2", "other", "13800001234");
    private static final Map<String, String> BAD = Map.of(
            "size", "L\u0007",
            "color", "绿",
            "wedding", "2019-02-30",
            "children", "two",
            "other", "12");

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Guest guest = Guest.stranger(shop);
    private final Api session = guest.inMiniProgram();

    private static Map<String, Object> field(String key, String type, String right) {
        var field = new HashMap<String, Object>(Map.of("key", key, "label", key, "type", type, "editRight", right));
        if (type.equals("CHOICE")) {
            field.put("options", List.of("红", "蓝"));
        }
        return field;
    }

    private static List<Map<String, Object>> ofEveryType(String right) {
        return List.of(
                field("size", "TEXT", right),
                field("color", "CHOICE", right),
                field("wedding", "DATE", right),
                field("children", "NUMBER", right),
                field("other", "PHONE", right));
    }

    private String claimed(String template) {
        return guest.claim(session, shop.scene(template)).text("/id");
    }

    private Answer activated(String card, Map<String, String> profile) {
        return session.post("/wx/cards/" + card + "/activation", Map.of("profile", profile));
    }

    private Answer fill(String key, String value) {
        return session.patch("/wx/me", Map.of("profile", Map.of(key, value)));
    }

    private String valueOf(String key) {
        return session.get("/wx/me")
                .json()
                .get("profile")
                .valueStream()
                .filter(field -> field.get("key").asString().equals(key))
                .map(field -> field.get("value").asString("-"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> keysOf(JsonNode fields) {
        return fields.valueStream().map(field -> field.get("key").asString()).toList();
    }

    @Test
    void each_type_takes_what_it_can_hold_at_activation_in_the_profile_and_at_the_desk() {
        var template = shop.template(Map.of("profileFields", ofEveryType("EDITABLE")));
        var offered = house.wx().get("/wx/claim-codes/" + shop.scene(template)).json();
        assertThat(keysOf(offered.get("profileFields")))
                .as("in the merchant's order")
                .containsExactly("size", "color", "wedding", "children", "other");
        var card = claimed(template);
        BAD.forEach((key, value) -> {
            var refused = activated(card, Map.of(key, value));
            assertThat(refused.problemCode()).as(key).hasValue("PROFILE_FIELD_WRONG");
            assertThat(refused.text("/field")).isEqualTo(key);
        });
        assertThat(activated(card, GOOD).status()).isEqualTo(200);
        GOOD.forEach((key, value) -> assertThat(valueOf(key)).as(key).isEqualTo(value));
        BAD.forEach((key, value) ->
                assertThat(fill(key, value).problemCode()).as(key).hasValue("PROFILE_FIELD_WRONG"));

        var member = "/admin/members/" + session.get("/wx/me").text("/id");
        BAD.forEach((key, value) -> {
            var version = shop.owner().get(member).number("/version");
            var refused = shop.owner().patch(member, Map.of("version", version, "profile", Map.of(key, value)));
            assertThat(refused.problemCode()).as(key).hasValue("PROFILE_FIELD_WRONG");
        });
        var version = shop.owner().get(member).number("/version");
        assertThat(shop.owner()
                        .patch(member, Map.of("version", version, "profile", Map.of("size", "XL", "color", "蓝")))
                        .status())
                .isEqualTo(200);
        assertThat(valueOf("size")).isEqualTo("XL");
        assertThat(valueOf("color")).isEqualTo("蓝");
    }

    @Test
    void what_the_merchant_fills_in_is_neither_asked_for_nor_taken_from_the_member() {
        var level = field("level", "TEXT", "READ_ONLY");
        level.put("required", true);
        var template = shop.template(Map.of("profileFields", List.of(level, field("size", "TEXT", "EDITABLE"))));
        var offered = house.wx().get("/wx/claim-codes/" + shop.scene(template)).json();
        assertThat(keysOf(offered.get("profileFields"))).containsExactly("size");
        var card = claimed(template);
        assertThat(activated(card, Map.of("level", "gold")).problemCode()).hasValue("PROFILE_FIELD_FIXED");
        assertThat(activated(card, Map.of("size", "L")).text("/status")).isEqualTo("ACTIVE");
        var member = "/admin/members/" + session.get("/wx/me").text("/id");
        var version = shop.owner().get(member).number("/version");
        assertThat(shop.owner()
                        .patch(member, Map.of("version", version, "profile", Map.of("level", "gold")))
                        .status())
                .isEqualTo(200);
        assertThat(valueOf("level")).isEqualTo("gold");
        assertThat(fill("level", "platinum").problemCode()).hasValue("PROFILE_FIELD_FIXED");
    }

    @Test
    void what_is_filled_in_once_is_not_changed_by_activating_another_card() {
        activated(claimed(shop.template(Map.of("profileFields", ofEveryType("FILL_ONCE")))), GOOD);
        var other = shop.template(Map.of("profileFields", ofEveryType("EDITABLE")));
        var again = new HashMap<>(GOOD);
        again.put("size", "S");
        again.put("children", "3");
        assertThat(activated(claimed(other), again).text("/status")).isEqualTo("ACTIVE");
        assertThat(valueOf("size")).isEqualTo("L");
        assertThat(valueOf("children")).isEqualTo("2");
        assertThat(fill("size", "M").problemCode()).hasValue("PROFILE_FIELD_FIXED");
    }

    @Test
    void what_may_be_changed_is_changed_by_activating_another_card() {
        activated(claimed(shop.template(Map.of("profileFields", ofEveryType("EDITABLE")))), GOOD);
        var other = shop.template(Map.of("profileFields", List.of(field("size", "TEXT", "EDITABLE"))));
        activated(claimed(other), Map.of("size", "S"));
        assertThat(valueOf("size")).isEqualTo("S");
        assertThat(valueOf("color")).as("nothing was said about it").isEqualTo("红");
    }
}
