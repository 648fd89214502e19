package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a unionid shows to be one person is one member, also in a session that is older than the membership. */
class SameUnionidTest {

    private final Shop shop = Shop.open(House.shared());
    private final Books books = new Books(shop);
    private final String scene = shop.scene(shop.template(Map.of("smsRequired", false)));

    @AfterEach
    void no_rule_of_the_platform_was_broken() {
        assertThat(shop.outside().get("/sandbox/violations").json().get("items"))
                .isEmpty();
    }

    @Test
    void a_session_from_before_the_claim_on_the_page_claims_the_same_card() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var onPage = guest.inAccount().post("/wx/claims", Map.of("scene", scene, "phone", guest.phone()));
        assertThat(onPage.status()).as(onPage.body()).isEqualTo(201);

        var again = guest.claim(session, scene);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.text("/id")).isEqualTo(onPage.text("/id"));
        assertThat(books.count("member", "1 = 1")).isEqualTo(1);
        var member = books.memberOf(onPage.text("/id"));
        assertThat(books.values("member_id", "identity", "1 = 1")).containsExactly(member, member);
        assertThat(books.ofMember("verified_phone_hash = phone_hash", member)).isEqualTo("1");
        // It is the same person, so nothing was taken over.
        assertThat(books.ofMember("rebound_at", member)).isEqualTo("null");
    }

    @Test
    void a_session_from_before_the_claim_on_the_page_is_offered_the_card_it_has() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var onPage = guest.inAccount().post("/wx/claims", Map.of("scene", scene, "phone", guest.phone()));
        var offer = session.get("/wx/claim-codes/" + scene);
        assertThat(offer.json().at("/card/id").asString("")).isEqualTo(onPage.text("/id"));
        assertThat(session.post("/wx/claims", Map.of("scene", scene, "phoneCode", guest.phoneCode()))
                        .json())
                .isEqualTo(offer.json().get("card"));
    }

    @Test
    void a_phone_typed_on_the_page_and_one_authorised_at_the_same_moment_are_one_member() {
        for (var round = 1; round <= 10; round++) {
            var guest = Guest.stranger(shop);
            var page = guest.inAccount();
            var session = guest.inMiniProgram();
            var typed = Map.<String, Object>of("scene", scene, "phone", guest.phone());
            var authorised = Map.<String, Object>of("scene", scene, "phoneCode", guest.phoneCode());
            var answers = List.of(
                            page.begin("POST", "/wx/claims", typed), session.begin("POST", "/wx/claims", authorised))
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isIn(200, 201));
            assertThat(books.count("member", "1 = 1")).isEqualTo(round);
            assertThat(books.count("member_card", "1 = 1")).isEqualTo(round);
        }
    }

    @Test
    void two_phones_proved_at_both_doors_at_the_same_moment_are_one_member() {
        var proved = shop.scene(shop.template());
        for (var round = 1; round <= 8; round++) {
            var guest = Guest.stranger(shop);
            var session = guest.inMiniProgram();
            var authorised = Map.<String, Object>of("scene", proved, "phoneCode", guest.phoneCode());
            var page = guest.inAccount();
            var second = guest.withNumber(Guest.stranger(shop).phone());
            second.askForSms(page, "CLAIM");
            var answers = List.of(
                            page.begin("POST", "/wx/claims", second.withSms(proved)),
                            session.begin("POST", "/wx/claims", authorised))
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isIn(200, 201));
            assertThat(books.count("member", "1 = 1")).isEqualTo(round);
            assertThat(books.count("member_card", "1 = 1")).isEqualTo(round);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whom_the_unionid_shows_to_be_one_member_and_the_phone_another_is_told_so_and_both_stay_who_they_are(
            Door door) {
        var proved = shop.scene(shop.template());
        var other = Guest.stranger(shop);
        var theirs = card(door.claim(other, door.session(other), proved));
        var guest = Guest.stranger(shop);
        var session = door.session(guest);
        var elsewhere = door == Door.ACCOUNT ? Door.MINI_PROGRAM : Door.ACCOUNT;
        var own = card(elsewhere.claim(guest, elsewhere.session(guest), proved));
        var before = whoIsWho();

        var withTheirPhone = guest.withNumber(other.phone());
        // A phone gets one message a minute.
        shop.pass(Duration.ofSeconds(61));
        assertOfOtherMember(door.claim(withTheirPhone, session, proved));
        // What decides who holds a phone does not make one of two members.
        shop.pass(Duration.ofSeconds(61));
        withTheirPhone.askForSms(session, "IDENTITY");
        assertOfOtherMember(session.post("/wx/claims", withTheirPhone.withSms(proved)));
        assertThat(whoIsWho()).isEqualTo(before);

        assertThat(cardsOf(door.session(guest))).containsExactly(own);
        assertThat(cardsOf(door.session(other))).containsExactly(theirs);
        assertThat(books.memberOf(own)).isNotEqualTo(books.memberOf(theirs));
        assertThat(books.count("member", "status = 'LIVING' AND rebound_at IS NULL"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whoever_has_proved_a_phone_elsewhere_needs_none_here_and_takes_nothing_of_whose_phone_they_show(Door door) {
        var proved = shop.scene(shop.template());
        var other = Guest.stranger(shop);
        var theirs = card(door.claim(other, door.session(other), proved));
        var guest = Guest.stranger(shop);
        var elsewhere = door == Door.ACCOUNT ? Door.MINI_PROGRAM : Door.ACCOUNT;
        var own = card(elsewhere.claim(guest, elsewhere.session(guest), proved));
        var session = door.session(guest);
        var before = whoIsWho();

        shop.pass(Duration.ofSeconds(61));
        var second = card(door.claim(guest.withNumber(other.phone()), session, shop.scene(shop.template())));
        assertThat(books.memberOf(second)).isEqualTo(books.memberOf(own));
        assertThat(whoIsWho()).isEqualTo(before);
        assertThat(cardsOf(door.session(other))).containsExactly(theirs);
        assertThat(books.ofMember("phone_last4", books.memberOf(own)))
                .isEqualTo(guest.phone().substring(7));
        assertThat(books.count(
                        "used_phone_code",
                        "identity_id IN (SELECT identity_id FROM claim WHERE card_id = " + second + ")"))
                .as("a phone that is not needed is not asked for")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoever_only_typed_a_phone_on_the_page_does_not_become_whose_phone_they_prove(boolean sessionFromBefore) {
        var other = Guest.stranger(shop);
        var theirs = card(other.claim(other.inMiniProgram(), scene));
        var guest = Guest.stranger(shop);
        var earlier = guest.inMiniProgram();
        var own = card(guest.inAccount().post("/wx/claims", Map.of("scene", scene, "phone", guest.phone())));
        var session = sessionFromBefore ? earlier : guest.inMiniProgram();
        var before = whoIsWho();
        // The page's card would be found without a phone.
        var another = shop.scene(shop.template(Map.of("smsRequired", false)));
        assertOfOtherMember(guest.withNumber(other.phone()).claim(session, another));
        assertThat(whoIsWho()).isEqualTo(before);
        var proving = guest.withNumber(guest.phone()).claim(session, another);
        assertThat(books.memberOf(card(proving))).isEqualTo(books.memberOf(own));
        assertThat(cardsOf(other.inMiniProgram())).containsExactly(theirs);
    }

    /** The members, and which person of which app is which of them. */
    private List<String> whoIsWho() {
        return List.of(
                books.values(
                                "CONCAT_WS(' ', id, status, phone_last4, HEX(verified_phone_hash), merged_into)",
                                "member",
                                "1 = 1")
                        .toString(),
                books.values("CONCAT_WS(' ', id, member_id)", "identity", "member_id IS NOT NULL")
                        .toString());
    }

    private static void assertOfOtherMember(Answer refused) {
        assertThat(refused.problemCode()).as(refused.body()).hasValue("PHONE_OF_OTHER_MEMBER");
        assertThat(refused.status()).isEqualTo(409);
    }

    private static String card(Answer claimed) {
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        return claimed.text("/id");
    }

    private static List<String> cardsOf(Api session) {
        return Api.idsOf(session.get("/wx/cards"));
    }
}
