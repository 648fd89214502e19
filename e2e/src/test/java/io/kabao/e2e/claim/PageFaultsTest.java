package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * WeChat is not well while it is asked who came to the account's page, or who follows the account: each is told so, nothing
 * is half done, and the same person gets the card once it is well.
 */
class PageFaultsTest {

    private static final String SIGN_IN = "/sns/oauth2/access_token";
    private static final String PROFILE = "/sns/userinfo";
    private static final String FOLLOWER = "/cgi-bin/user/info";

    private final Shop shop = Shop.open(House.shared());
    private final Books books = new Books(shop);

    @AfterEach
    void all_is_well_again() {
        shop.outside().delete("/sandbox/faults");
    }

    @ParameterizedTest
    @CsvSource({
        "ERRCODE, -1, 2, WECHAT_UNAVAILABLE",
        "ERRCODE, 40001, 1, WECHAT_UNAVAILABLE",
        "ERRCODE, 40013, 1, WECHAT_UNAVAILABLE",
        "ERRCODE, 40029, 1, LOGIN_CODE_INVALID",
        "ERRCODE, 45009, 1, WECHAT_UNAVAILABLE",
        "ERRCODE, 45011, 1, WECHAT_TOO_OFTEN",
        "HTML, 0, 1, WECHAT_UNAVAILABLE",
        "EMPTY, 0, 1, WECHAT_UNAVAILABLE",
        "REFUSED, 0, 1, WECHAT_UNAVAILABLE"
    })
    void who_was_not_recognised_is_nobody_yet_and_comes_in_with_the_same_code(
            String kind, int errcode, int times, String code) {
        var guest = Guest.stranger(shop);
        var visit = guest.oauthCode();
        fault(SIGN_IN, kind, errcode, times);
        assertRefused(signIn(visit), code);
        assertThat(strikesLeft())
                .as("asked as often as it was to be, and no more")
                .isZero();
        assertNobodyIsThere();
        comesIn(guest, visit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESET", "TRUNCATED", "TIMEOUT_AFTER"})
    void who_was_recognised_when_the_connection_broke_is_nobody_yet_and_comes_in_with_the_next_code(String kind) {
        var guest = Guest.stranger(shop);
        fault(SIGN_IN, kind, 0, 1);
        assertRefused(signIn(guest.oauthCode()), "WECHAT_UNAVAILABLE");
        assertNobodyIsThere();
        all_is_well_again();
        comesIn(guest, guest.oauthCode());
    }

    @Test
    void what_wechat_keeps_of_a_persons_profile_is_asked_for_by_nobody() {
        fault(PROFILE, "HTML", 0, 1);
        var guest = Guest.stranger(shop);
        comesIn(guest, guest.oauthCode());
        assertThat(strikesLeft()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "ERRCODE, -1, 2, WECHAT_UNAVAILABLE",
        "ERRCODE, 40001, 2, WECHAT_UNAVAILABLE",
        "ERRCODE, 45009, 1, WECHAT_UNAVAILABLE",
        "ERRCODE, 45011, 1, WECHAT_TOO_OFTEN",
        "HTML, 0, 1, WECHAT_UNAVAILABLE",
        "EMPTY, 0, 1, WECHAT_UNAVAILABLE",
        "TRUNCATED, 0, 1, WECHAT_UNAVAILABLE",
        "RESET, 0, 1, WECHAT_UNAVAILABLE",
        "REFUSED, 0, 1, WECHAT_UNAVAILABLE",
        "TIMEOUT_BEFORE, 0, 1, WECHAT_UNAVAILABLE"
    })
    void a_claim_waits_until_wechat_says_who_follows_and_then_goes_with_the_same_codes(
            String kind, int errcode, int times, String code) {
        var scene = shop.scene(shop.template(Map.of("followRequired", true)));
        for (var door : Door.values()) {
            var guest = Guest.stranger(shop);
            guest.inAccount();
            var session = door.session(guest);
            var claim = claim(door, guest, session, scene);
            followsInSilence(guest);
            var before = everything();
            fault(FOLLOWER, kind, errcode, times);
            assertRefused(session.post("/wx/claims", claim), code);
            assertThat(strikesLeft()).isZero();
            assertThat(everything()).as("at the door %s", door).isEqualTo(before);
            var claimed = session.post("/wx/claims", claim);
            assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        }
        assertThat(books.count("member", "1 = 1")).isEqualTo(2);
        assertThat(books.count("member_card", "1 = 1")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void an_offer_is_shown_while_wechat_does_not_say_who_follows(Door door) {
        var scene = shop.scene(shop.template(Map.of("followRequired", true)));
        var guest = Guest.stranger(shop);
        guest.inAccount();
        var session = door.session(guest);
        followsInSilence(guest);
        fault(FOLLOWER, "HTML", 0, 1);
        var offer = session.get("/wx/claim-codes/" + scene);
        assertThat(offer.status()).as(offer.body()).isEqualTo(200);
        assertThat(offer.json().at("/follow/followed").asBoolean()).isFalse();
        assertThat(offer.json().at("/follow/imageUrl").asString("")).isNotEmpty();
        assertThat(session.get("/wx/claim-codes/" + scene)
                        .json()
                        .at("/follow/followed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_follower_of_whom_wechat_could_tell_nothing_is_known_in_the_other_app_once_it_can() {
        var scene = shop.scene(shop.template(Map.of("followRequired", true)));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        fault(FOLLOWER, "ERRCODE", 45009, 3);
        guest.follow();
        Awaitility.await("WeChat was asked in vain").until(() -> books.count("outbox", "attempts > 0") == 1);
        assertThat(guest.claim(session, scene).problemCode()).hasValue("FOLLOW_FIRST");
        Awaitility.await("WeChat was asked again").until(() -> {
            shop.pass(Duration.ofMinutes(1));
            return books.count("outbox", "status = 'SENT'") == 1;
        });
        var claimed = guest.claim(session, scene);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
    }

    private Map<String, Object> claim(Door door, Guest guest, Api session, String scene) {
        if (door == Door.MINI_PROGRAM) {
            return Map.of("scene", scene, "phoneCode", guest.phoneCode());
        }
        guest.askForSms(session, "CLAIM");
        return guest.withSms(scene);
    }

    /** The guest follows, and no push tells of it: WeChat has to be asked. */
    private void followsInSilence(Guest guest) {
        hold(true);
        guest.follow();
        hold(false);
    }

    private void hold(boolean held) {
        var set = shop.outside().put("/sandbox/apps/" + shop.account() + "/delivery", Map.of("held", held));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    private Answer signIn(String visit) {
        return shop.wx().post("/wx/sessions", Map.of("appId", shop.account(), "code", visit));
    }

    private void comesIn(Guest guest, String visit) {
        var signedIn = signIn(visit);
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        assertThat(books.count("identity", "1 = 1")).isOne();
        var session = shop.wx().as(signedIn.text("/token"));
        var claimed = guest.claimBySms(session, shop.scene(shop.template()));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        assertThat(books.count("identity", "member_id IS NOT NULL")).isOne();
        assertThat(books.count("member", "1 = 1")).isOne();
        assertThat(books.count("member_card", "1 = 1")).isOne();
    }

    private void assertNobodyIsThere() {
        for (var table : List.of("identity", "member", "member_card", "holder", "claim")) {
            assertThat(books.count(table, "1 = 1")).as(table).isZero();
        }
    }

    private Map<String, String> everything() {
        return Rows.of(shop.sandbox()).digestOf(books.merchant());
    }

    private static void assertRefused(Answer refused, String code) {
        var status = switch (code) {
            case "LOGIN_CODE_INVALID" -> 422;
            case "WECHAT_TOO_OFTEN" -> 429;
            default -> 503;
        };
        assertThat(refused.problemCode()).as(refused.body()).hasValue(code);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.header("Retry-After")).isEqualTo(status == 429 ? "60" : "");
    }

    private int strikesLeft() {
        return shop.outside()
                .get("/sandbox/faults")
                .json()
                .get("items")
                .valueStream()
                .mapToInt(fault -> fault.get("times").asInt())
                .sum();
    }

    private void fault(String path, String kind, int errcode, int times) {
        var order = new HashMap<String, Object>(Map.of("path", path, "kind", kind, "times", times));
        if (errcode != 0) {
            order.put("errcode", errcode);
        }
        if (kind.startsWith("TIMEOUT")) {
            order.put("millis", 30_000);
        }
        var ordered = shop.outside().post("/sandbox/faults", order);
        assertThat(ordered.status()).as(ordered.body()).isEqualTo(201);
    }
}
