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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who follows is known even where WeChat's pushes told nothing of it, or something else. */
class AskedFollowersTest {

    private final Shop shop = Shop.open(House.shared());
    private final Books books = new Books(shop);
    private final String scene = shop.scene(shop.template(Map.of("followRequired", true)));

    @AfterEach
    void no_rule_of_the_platform_was_broken() {
        assertThat(shop.outside().get("/sandbox/violations").json().get("items"))
                .isEmpty();
    }

    @Test
    void who_followed_before_the_shop_came_is_known_once_they_scan_the_picture_of_the_offer() {
        var guest = followsInSilence(Guest.stranger(shop));
        var session = guest.inMiniProgram();
        assertThat(isFollower(session)).isFalse();
        var picture = session.get("/wx/claim-codes/" + scene).json().at("/follow/imageUrl");
        guest.scan(Map.of("ticket", ticketOf(picture.asString())));
        Awaitility.await("the follower is known").until(() -> isFollower(session));
        assertThat(guest.claim(session, scene).status()).isEqualTo(201);
    }

    @Test
    void who_followed_before_the_shop_came_is_known_once_they_write() {
        var guest = followsInSilence(Guest.stranger(shop));
        var session = guest.inMiniProgram();
        assertThat(isFollower(session)).isFalse();
        guest.write("你好");
        Awaitility.await("the follower is known").until(() -> isFollower(session));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_del_card", "user_get_card", "TEMPLATESENDJOBFINISH"})
    void an_event_that_whoever_left_can_cause_is_no_follow(String event) {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        guest.follow();
        Awaitility.await("the follow is known").until(() -> isFollower(session));
        shop.pass(Duration.ofSeconds(1));
        guest.unfollow();
        Awaitility.await("the unfollow is known").until(() -> !isFollower(session));
        shop.pass(Duration.ofSeconds(1));
        var pushed = shop.outside()
                .post(
                        "/sandbox/pushes",
                        Map.of(
                                "appId",
                                shop.account(),
                                "personId",
                                guest.person(),
                                "fields",
                                Map.of("Event", event, "CardId", "pCard", "UserCardCode", "1")));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        Awaitility.await("the push is worked off").until(() -> books.count("inbox", "status = 'WAITING'") == 0);
        assertThat(isFollower(session)).isFalse();
        assertThat(guest.claim(session, scene).problemCode()).hasValue("FOLLOW_FIRST");
    }

    @Test
    void a_follow_that_no_push_told_of_is_asked_for_again_at_the_claim() {
        var guest = Guest.stranger(shop);
        var page = guest.inAccount();
        guest.askForSms(page, "CLAIM");
        var claim = guest.withSms(scene);
        assertThat(page.post("/wx/claims", claim).problemCode()).hasValue("FOLLOW_FIRST");
        followsInSilence(guest);
        shop.pass(Duration.ofSeconds(11));
        var claimed = page.post("/wx/claims", claim);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
    }

    @Test
    void a_follow_that_no_push_told_of_is_asked_for_again_at_the_offer_but_not_at_each_look() {
        var guest = Guest.stranger(shop);
        var page = guest.inAccount();
        assertThat(isFollower(page)).isFalse();
        followsInSilence(guest);
        // Only the newest calls are kept: a full log would lose as many as come.
        shop.outside().delete("/sandbox/calls");
        assertThat(isFollower(page)).isFalse();
        assertThat(isFollower(page)).isFalse();
        assertThat(askings()).isZero();
        shop.pass(Duration.ofSeconds(11));
        assertThat(isFollower(page)).isTrue();
        assertThat(isFollower(page)).isTrue();
        assertThat(askings()).isOne();
    }

    @Test
    void a_follow_and_an_unfollow_of_one_second_that_come_in_the_wrong_order_end_in_what_is_true() {
        var guest = Guest.stranger(shop);
        guest.follow();
        var session = guest.inMiniProgram();
        Awaitility.await("the follow is known").until(() -> isFollower(session));
        // Told later than the follow, although it came before.
        var identity = "app_id = '" + shop.account() + "'";
        assertThat(books.change("identity", "following = 0", identity)).isEqualTo(1);
        shop.pass(Duration.ofSeconds(11));
        assertThat(guest.claim(session, scene).status()).isEqualTo(201);
        assertThat(books.value("following", "identity", identity)).isEqualTo("true");
    }

    /** The guest follows, and no push of it arrives. */
    private Guest followsInSilence(Guest guest) {
        hold(true);
        guest.follow();
        hold(false);
        return guest;
    }

    private void hold(boolean held) {
        var set = shop.outside().put("/sandbox/apps/" + shop.account() + "/delivery", Map.of("held", held));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    private int askings() {
        return shop.outside()
                .get("/sandbox/calls?path=/cgi-bin/user/info")
                .json()
                .get("count")
                .asInt();
    }

    private static String ticketOf(String picture) {
        return URLDecoder.decode(
                URI.create(picture).getRawQuery().replaceFirst("^ticket=", ""), StandardCharsets.UTF_8);
    }

    private boolean isFollower(Api session) {
        var offer = session.get("/wx/claim-codes/" + scene);
        assertThat(offer.status()).as(offer.body()).isEqualTo(200);
        return offer.json().at("/follow/followed").asBoolean();
    }
}
