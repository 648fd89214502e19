package io.kabao.e2e.member;

import static io.kabao.e2e.member.Desk.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What members see and change of their own. */
class OwnDataTest {

    private static final Map<String, Object> TERMS =
            Map.of("kind", "TERMS", "version", "1", "title", "会员协议", "url", "https://shop.example/terms");

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Rows rows = Rows.of(house.sandbox());
    private final Guest guest = Guest.stranger(shop);
    private final Api session = guest.inMiniProgram();

    private static Map<String, Object> field(String key, String type, String right, boolean required) {
        return Map.of("key", key, "label", "标签" + key, "type", type, "editRight", right, "required", required);
    }

    private static Map<String, Object> fields(Object... fields) {
        return Map.of("profileFields", Arrays.asList(fields));
    }

    private Answer claimed(String template) {
        return claimed(shop.scene(template), List.of());
    }

    private Answer claimed(String scene, List<?> consents) {
        return Desk.made(session.post(
                "/wx/claims", Map.of("scene", scene, "phoneCode", guest.phoneCode(), "consents", consents)));
    }

    private Answer activated(Answer card, Map<String, Object> form) {
        var active = session.post("/wx/cards/" + card.text("/id") + "/activation", form);
        assertThat(active.status()).as(active.body()).isEqualTo(200);
        return active;
    }

    private Answer fill(String key, @Nullable Object value) {
        var profile = new HashMap<String, @Nullable Object>();
        profile.put(key, value);
        return session.patch("/wx/me", Map.of("profile", profile));
    }

    @Test
    void who_holds_no_card_yet_is_told_so() {
        var template = shop.template();
        for (var answer : List.of(
                session.get("/wx/me"),
                session.patch("/wx/me", Map.of("profile", Map.of())),
                session.get("/wx/me/consents"),
                session.put(
                        "/wx/me/consents",
                        Map.of("consents", List.of(Map.of("kind", "TERMS", "version", "1", "given", true)))),
                session.get("/wx/referral"),
                session.get("/wx/referral?templateId=" + template))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problemCode()).hasValue("NO_MEMBER_YET");
        }
    }

    @Test
    void the_profile_shows_the_fields_of_all_cards_with_what_was_filled_in() {
        activated(
                claimed(shop.template(fields(
                        field("name", "TEXT", "EDITABLE", true), field("birthday", "DATE", "FILL_ONCE", false)))),
                Map.of("profile", Map.of("name", "王小明")));
        claimed(shop.template(
                fields(field("birthday", "DATE", "READ_ONLY", false), field("size", "TEXT", "EDITABLE", false))));
        var me = session.get("/wx/me");
        assertThat(me.text("/name")).isEqualTo("王小明");
        assertThat(me.text("/phoneMasked")).endsWith(guest.phone().substring(7));
        assertThat(me.body()).doesNotContain(guest.phone());
        assertThat(me.json().get("phoneVerified").asBoolean()).isTrue();
        assertThat(me.json()
                        .get("profile")
                        .valueStream()
                        .map(each -> each.get("key").asString() + " "
                                + each.get("editRight").asString() + " "
                                + each.get("value").asString("-")))
                .containsExactly("birthday READ_ONLY -", "size EDITABLE -", "name EDITABLE 王小明");
    }

    @Test
    void each_field_is_changed_by_its_right() {
        activated(
                claimed(shop.template(fields(
                        field("level", "TEXT", "READ_ONLY", false),
                        field("birthday", "DATE", "FILL_ONCE", false),
                        field("size", "TEXT", "EDITABLE", true),
                        field("other", "PHONE", "EDITABLE", false)))),
                Map.of("profile", Map.of("size", "L")));
        assertThat(fill("level", "gold").problemCode()).hasValue("PROFILE_FIELD_FIXED");
        assertThat(fill("birthday", "morgen").problemCode()).hasValue("PROFILE_FIELD_WRONG");
        assertThat(fill("birthday", "1990-03-07").status()).isEqualTo(200);
        assertThat(fill("birthday", "1990-03-07").status()).as("the same again").isEqualTo(200);
        assertThat(fill("birthday", "1990-03-08").problemCode()).hasValue("PROFILE_FIELD_FIXED");
        assertThat(fill("birthday", null).problemCode()).hasValue("PROFILE_FIELD_FIXED");
        assertThat(fill("size", "XL").status()).isEqualTo(200);
        assertThat(fill("size", " ").problemCode()).hasValue("PROFILE_FIELD_MISSING");
        assertThat(fill("other", "123").problemCode()).hasValue("PROFILE_FIELD_WRONG");
        assertThat(fill("other", "13800001234").status()).isEqualTo(200);
        assertThat(fill("other", null).status()).isEqualTo(200);
        assertThat(fill("phone", "13800001234").problemCode())
                .as("the verified phone")
                .hasValue("PROFILE_FIELD_FIXED");
        assertThat(fill("nonsense", "x").problemCode()).hasValue("PROFILE_FIELD_UNKNOWN");
        assertThat(session.patch("/wx/me", Map.of("phone", "13800001234")).status())
                .isEqualTo(400);
        assertThat(session.get("/wx/me")
                        .json()
                        .get("profile")
                        .valueStream()
                        .map(each -> each.get("value").asString("-")))
                .containsExactly("-", "1990-03-07", "XL", "-");
    }

    @Test
    void nothing_of_a_refused_change_is_kept() {
        var store = shop.store("一号店", shop.organization("华东"));
        var card = claimed(shop.template(
                fields(field("size", "TEXT", "EDITABLE", false), field("level", "TEXT", "READ_ONLY", false))));
        activated(card, Map.of());
        try (var _ = JobsAtRest.in(house)) {
            var before = rows.merchantsChecksums();
            var stores = List.of(Map.of("cardId", card.text("/id"), "storeId", store));
            for (var refused : List.of(
                    Map.of("profile", Map.of("size", "L", "level", "gold"), "favouriteStores", stores),
                    Map.of(
                            "profile",
                            Map.of("size", "L"),
                            "favouriteStores",
                            List.of(Map.of("cardId", "1", "storeId", store))),
                    Map.of(
                            "profile", Map.of("size", "L"),
                            "favouriteStores", List.of(Map.of("cardId", card.text("/id"), "storeId", "1"))))) {
                assertThat(session.patch("/wx/me", refused).status()).isBetween(400, 499);
                assertThat(rows.merchantsChecksums()).isEqualTo(before);
            }
        }
    }

    @Test
    void of_many_fillings_of_a_field_that_is_filled_once_one_wins() {
        activated(claimed(shop.template(fields(field("size", "TEXT", "FILL_ONCE", false)))), Map.of());
        var statuses = atOnce(100, i -> session.begin("PATCH", "/wx/me", Map.of("profile", Map.of("size", "S" + i))));
        assertThat(statuses.get(200)).isEqualTo(1L);
        assertThat(statuses.keySet()).isSubsetOf(200, 422, 503);
    }

    @Test
    void another_favourite_store_changes_nothing_of_to_whom_the_card_counts() {
        var region = shop.organization("华东");
        var first = shop.store("一号店", region);
        var second = shop.store("二号店", region);
        var card = claimed(shop.template());
        var path = "/wx/cards/" + card.text("/id");
        var early = session.patch("/wx/me", favour(card, second));
        assertThat(early.problemCode()).hasValue("ACTIVATE_FIRST");
        activated(card, Map.of("favouriteStoreId", first));
        var counted = attribution(card);
        assertThat(session.patch("/wx/me", favour(card, second)).status()).isEqualTo(200);
        assertThat(session.get(path).text("/favouriteStore/id")).isEqualTo(second);
        assertThat(attribution(card)).isEqualTo(counted);
        shop.owner().patch("/admin/stores/" + first, Map.of("version", 1, "open", false));
        assertThat(session.patch("/wx/me", favour(card, first)).problemCode()).hasValue("STORE_NOT_OFFERED");
        var foreign = Shop.open(house);
        assertThat(session.patch("/wx/me", favour(card, foreign.store("店", foreign.organization("区"))))
                        .problemCode())
                .hasValue("STORE_NOT_OFFERED");
    }

    @Test
    void the_store_that_a_code_fixed_stays_and_a_staff_codes_organization_bounds_the_choice() {
        var region = shop.organization("华东");
        var store = shop.store("一号店", region);
        var elsewhere = shop.store("远方店", shop.organization("华南"));
        var template = shop.template();
        var card =
                claimed(shop.code("STORE", template, Map.of("storeId", store)).text("/scene"), List.of());
        activated(card, Map.of());
        assertThat(session.patch("/wx/me", favour(card, elsewhere)).problemCode())
                .hasValue("STORE_FIXED");
        assertThat(session.patch("/wx/me", favour(card, store)).status()).isEqualTo(200);

        var other = shop.template();
        var staff = shop.staff("小王", Map.of("organizationId", region));
        var second = claimed(shop.code("STAFF", other, Map.of("staffId", staff)).text("/scene"), List.of());
        activated(second, Map.of());
        assertThat(session.patch("/wx/me", favour(second, elsewhere)).problemCode())
                .hasValue("STORE_NOT_OFFERED");
        assertThat(session.patch("/wx/me", favour(second, store)).status()).isEqualTo(200);
    }

    private static Map<String, Object> favour(Answer card, String store) {
        return Map.of("favouriteStores", List.of(Map.of("cardId", card.text("/id"), "storeId", store)));
    }

    private List<String> attribution(Answer card) {
        return rows.column("SELECT CONCAT_WS(' ', c.issuing_organization_id, c.issuing_store_id, c.issuing_staff_id, "
                + "l.issuing_organization_id, l.issuing_store_id, l.reasons) FROM member_card c"
                + " JOIN claim l ON l.card_id = c.id WHERE c.id = " + card.text("/id"));
    }

    @Test
    void another_members_card_is_not_there() {
        var template = shop.template();
        var stranger = Guest.stranger(shop);
        var theirs = stranger.claim(stranger.inMiniProgram(), shop.scene(template));
        claimed(template);
        var store = shop.store("店", shop.organization("区"));
        var answer = session.patch("/wx/me", favour(theirs, store));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problemCode()).hasValue("CARD_NOT_FOUND");
    }

    @Test
    void what_was_agreed_to_can_be_withdrawn_and_given_again_and_all_of_it_stays_on_record() {
        var template = shop.template(Map.of("documents", List.of(TERMS)));
        claimed(shop.scene(template), List.of(Map.of("kind", "TERMS", "version", "1")));
        assertThat(standing()).containsExactly("TERMS 1 true");
        assertThat(say("TERMS", "1", false).status()).isEqualTo(200);
        assertThat(say("TERMS", "1", false).status()).isEqualTo(200);
        assertThat(standing()).containsExactly("TERMS 1 false");
        assertThat(say("TERMS", "1", true).status()).isEqualTo(200);
        assertThat(standing()).containsExactly("TERMS 1 true");
        assertThat(rows.column("SELECT given FROM consent WHERE member_id = "
                        + session.get("/wx/me").text("/id") + " ORDER BY id"))
                .containsExactly("true", "false", "true");
        for (var unknown : List.of(say("TERMS", "2", true), say("PRIVACY", "1", true), say("X", "1", false))) {
            assertThat(unknown.problemCode()).hasValue("CONSENT_UNKNOWN");
        }
        var newer = Map.of("kind", "TERMS", "version", "2", "title", "会员协议", "url", "https://shop.example/terms");
        shop.rewritten(template, Map.of("documents", List.of(newer)));
        assertThat(say("TERMS", "2", true).status()).isEqualTo(200);
        assertThat(standing()).containsExactly("TERMS 2 true");
    }

    private Answer say(String kind, String version, boolean given) {
        return session.put(
                "/wx/me/consents",
                Map.of("consents", List.of(Map.of("kind", kind, "version", version, "given", given))));
    }

    private List<String> standing() {
        return session.get("/wx/me/consents")
                .json()
                .get("items")
                .valueStream()
                .map(each ->
                        each.get("kind").asString() + " " + each.get("version").asString() + " "
                                + each.get("given").asBoolean())
                .toList();
    }

    @Test
    void an_active_member_has_one_invitation_for_each_template_and_friends_count_for_them() {
        var template = shop.template();
        var card = claimed(template);
        assertThat(session.get("/wx/referral").problemCode()).hasValue("REFERRAL_NEEDS_CARD");
        activated(card, Map.of());
        var scenes = new HashSet<String>();
        IntStream.range(0, 200)
                .mapToObj(_ -> Again.untilServed(() -> session.begin("GET", "/wx/referral", null)))
                .toList()
                .forEach(each -> {
                    assertThat(each.join().status()).isEqualTo(200);
                    scenes.add(each.join().text("/scene"));
                });
        assertThat(scenes).hasSize(1);
        var invitation = session.get("/wx/referral?templateId=" + template);
        assertThat(invitation.text("/scene")).isEqualTo(scenes.iterator().next());
        assertThat(invitation.text("/shareUrl")).endsWith("/m/claim/" + invitation.text("/scene"));
        assertThat(invitation.json().at("/wallet/availableFen").asLong()).isZero();
        assertThat(rows.number("SELECT COUNT(*) FROM claim_code WHERE referrer_id = "
                        + session.get("/wx/me").text("/id")))
                .isEqualTo(1);

        var friend = Guest.stranger(shop);
        var brought = friend.claim(friend.inMiniProgram(), invitation.text("/scene"));
        assertThat(brought.text("/referrerMemberId"))
                .isEqualTo(session.get("/wx/me").text("/id"));
    }

    @Test
    void there_is_no_invitation_to_a_template_that_the_member_has_no_active_card_of() {
        activated(claimed(shop.template()), Map.of());
        var second = shop.template();
        assertThat(session.get("/wx/referral?templateId=" + second).problemCode())
                .hasValue("CARD_NOT_FOUND");
        claimed(second);
        assertThat(session.get("/wx/referral?templateId=" + second).problemCode())
                .hasValue("REFERRAL_NEEDS_CARD");
        assertThat(session.get("/wx/referral?templateId=" + Shop.open(house).template())
                        .problemCode())
                .hasValue("CARD_NOT_FOUND");
    }
}
