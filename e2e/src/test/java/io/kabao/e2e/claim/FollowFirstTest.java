package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A merchant whose customers follow the official account first: the scene survives it. */
class FollowFirstTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final String template = shop.template(Map.of("followRequired", true));
    private final String store = shop.store("人民广场店", shop.organization("华东"));
    private final String scene =
            shop.code("STORE", template, Map.of("storeId", store)).text("/scene");

    @Test
    void a_new_template_asks_for_it_unless_the_merchant_says_otherwise() {
        var made = shop.owner().post("/admin/card-templates", Map.of("name", "会员卡", "title", "会员卡"));
        assertThat(made.json().get("followRequired").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void before_it_nothing_can_be_claimed_and_after_it_the_same_claim_goes(Door door) {
        var guest = Guest.stranger(shop);
        var session = door.session(guest);
        assertThat(follow(session).get("required").asBoolean()).isTrue();
        assertThat(follow(session).get("followed").asBoolean()).isFalse();
        if (door == Door.ACCOUNT) {
            guest.askForSms(session, "CLAIM");
        }
        var claim = door == Door.ACCOUNT
                ? guest.withSms(scene)
                : Map.<String, Object>of("scene", scene, "phoneCode", guest.phoneCode());
        var rows = books.everything();
        var early = session.post("/wx/claims", claim);
        assertThat(early.problemCode()).hasValue("FOLLOW_FIRST");
        assertThat(early.status()).isEqualTo(403);
        assertThat(books.everything()).isEqualTo(rows);

        guest.follow();
        isSeenToFollow(session);
        assertThat(follow(session).get("imageUrl").isNull()).isTrue();
        var claimed = session.post("/wx/claims", claim);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        assertThat(claimed.text("/channel")).isEqualTo("STORE");
    }

    @Test
    void whoever_unfollows_again_is_asked_again_but_keeps_the_card() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        guest.follow();
        isSeenToFollow(session);
        var card = guest.claim(session, scene);
        assertThat(card.status()).as(card.body()).isEqualTo(201);
        // A push tells whole seconds: one second later it is the newer one.
        shop.pass(Duration.ofSeconds(1));
        guest.unfollow();
        Awaitility.await("the unfollow is known")
                .until(() -> !follow(session).get("followed").asBoolean());
        var other = shop.scene(shop.template(Map.of("followRequired", true)));
        assertThat(session.post("/wx/claims", Map.of("scene", other)).problemCode())
                .hasValue("FOLLOW_FIRST");
        assertThat(session.post("/wx/claims", Map.of("scene", scene)).json()).isEqualTo(card.json());
    }

    @Test
    void where_nobody_can_tell_who_follows_it_is_off_in_the_mini_program() {
        var apart = Shop.openWithoutPlatform(house);
        var there = apart.scene(apart.template(Map.of("followRequired", true)));
        var guest = Guest.stranger(apart);
        var session = guest.inMiniProgram();
        var offer = session.get("/wx/claim-codes/" + there);
        assertThat(offer.json().at("/follow/required").asBoolean()).isFalse();
        assertThat(offer.json().at("/follow/imageUrl").isNull()).isTrue();
        assertThat(guest.claim(session, there).status()).isEqualTo(201);

        var onPage = Guest.stranger(apart);
        var page = onPage.inAccount();
        assertThat(page.get("/wx/claim-codes/" + there)
                        .json()
                        .at("/follow/required")
                        .asBoolean())
                .isTrue();
        assertThat(onPage.claimBySms(page, there).problemCode()).hasValue("FOLLOW_FIRST");
    }

    @Test
    void the_picture_of_the_offer_carries_the_scene_into_the_account() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var picture = follow(session).get("imageUrl").asString();
        var ticket = URLDecoder.decode(
                URI.create(picture).getRawQuery().replaceFirst("^ticket=", ""), StandardCharsets.UTF_8);
        guest.scan(Map.of("ticket", ticket));
        isSeenToFollow(session);
        assertThat(guest.messages()).singleElement().asString().contains("/m/claim/" + scene);
        var openid = books.values("openid", "identity", "app_id = '" + shop.account() + "'");
        assertThat(openid).hasSize(1);
        assertThat(books.value(
                        "scene",
                        "claim_intent",
                        "identity_id = (SELECT id FROM identity WHERE app_id = '" + shop.account() + "' AND openid = '"
                                + openid.getFirst() + "')"))
                .isEqualTo(scene);

        // On the account's page the person is the same, and the claim still counts to the store.
        var claimed = guest.claimBySms(guest.inAccount(), scene);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        assertThat(claimed.text("/issuingStoreId")).isEqualTo(store);
        // The same picture for the next who looks: the code was made once.
        assertThat(follow(Guest.stranger(shop).inMiniProgram()).get("imageUrl").asString())
                .isEqualTo(picture);
    }

    @Test
    void a_follow_without_a_scene_is_answered_with_what_the_person_looked_at_last() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var earlier = shop.scene(template);
        session.get("/wx/claim-codes/" + scene);
        shop.pass(Duration.ofSeconds(1));
        session.get("/wx/claim-codes/" + earlier);
        shop.pass(Duration.ofSeconds(1));
        session.get("/wx/claim-codes/" + scene);
        guest.follow();
        assertThat(guest.messages()).singleElement().asString().contains("/m/claim/" + scene);
    }

    @Test
    void a_look_of_yesterday_counts_no_more_and_the_default_card_is_offered() {
        var merchant = shop.owner().get("/admin/merchant").json();
        assertThat(merchant.get("defaultTemplateId").isNull()).isTrue();
        var guest = Guest.stranger(shop);
        var freely = shop.scene(shop.template());
        assertThat(guest.inMiniProgram().get("/wx/claim-codes/" + freely).status())
                .isEqualTo(200);
        shop.pass(Duration.ofHours(24));
        guest.follow();
        assertThat(guest.messages()).isEmpty();

        shop.makeDefault(template);
        var other = Guest.stranger(shop);
        other.follow();
        assertThat(other.messages()).hasSize(1);
        var plain = books.value("scene", "claim_code", "channel = 'OFFICIAL_ACCOUNT'");
        assertThat(other.messages().getFirst()).contains("/m/claim/" + plain);
    }

    private JsonNode follow(Api session) {
        var offer = session.get("/wx/claim-codes/" + scene);
        assertThat(offer.status()).as(offer.body()).isEqualTo(200);
        return offer.json().get("follow");
    }

    private void isSeenToFollow(Api session) {
        Awaitility.await("the follow is known")
                .until(() -> follow(session).get("followed").asBoolean());
    }
}
