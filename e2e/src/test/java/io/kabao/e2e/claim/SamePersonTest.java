package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One person is one member, whichever way they come; and two are two. */
class SamePersonTest {

    private final House house = House.shared();
    private final Shop shop = Shop.openWithoutPlatform(house);
    private final Books books = new Books(shop);
    private final String scene = shop.scene(shop.template());

    @Test
    void the_same_verified_phone_from_another_app_is_the_same_member_with_the_same_card() {
        var guest = Guest.stranger(shop);
        var first = guest.claim(guest.inMiniProgram(), scene);
        var page = guest.inAccount();
        assertThat(page.get("/wx/cards").json().get("items")).isEmpty();
        var second = guest.claimBySms(page, scene);
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(page.get("/wx/cards").json().get("items")).hasSize(1);
        assertThat(books.count("member", "1 = 1")).isEqualTo(1);
        assertThat(books.count("claim", "1 = 1")).isEqualTo(1);
        assertThat(books.values("member_id", "identity", "1 = 1")).containsOnly(books.memberOf(first.text("/id")));
        // The phone alone shows that it is the same person: no cash goes out for a while, and the other app is told.
        assertThat(books.ofMember("rebound_at", books.memberOf(first.text("/id"))))
                .isNotEqualTo("null");
        assertThat(told(guest, shop.miniProgram())).isEqualTo("JOINED_ELSEWHERE");
        assertThat(told(guest, shop.miniProgram())).as("told once").isEqualTo("null");
        assertThat(told(guest, shop.account())).isEqualTo("null");
    }

    @Test
    void a_unionid_joins_without_a_phone() {
        var joined = Shop.open(house);
        var there = joined.scene(joined.template());
        var guest = Guest.stranger(joined);
        var first = guest.claim(guest.inMiniProgram(), there);
        var page = guest.inAccount();
        var offer = page.get("/wx/claim-codes/" + there);
        assertThat(offer.text("/card/id")).isEqualTo(first.text("/id"));
        assertThat(offer.json().get("phoneNeeded").asBoolean()).isFalse();
        assertThat(page.post("/wx/claims", Map.of("scene", there)).json()).isEqualTo(first.json());
        var member = new Books(joined).memberOf(first.text("/id"));
        assertThat(new Books(joined).ofMember("rebound_at", member)).isEqualTo("null");
    }

    @Test
    void another_person_of_the_app_takes_the_phone_over_by_a_code_to_it_alone() {
        var before = Guest.stranger(shop);
        var session = before.inMiniProgram();
        var card = before.claim(session, scene);
        var onPage = before.inAccount();
        assertThat(before.claimBySms(onPage, scene).status()).isEqualTo(200);
        var member = books.memberOf(card.text("/id"));

        var now = Guest.withPhone(shop, before.phone());
        var fresh = now.inMiniProgram();
        var rows = books.everything();
        var held = now.claim(fresh, scene);
        assertThat(held.problemCode()).hasValue("PHONE_HELD");
        assertThat(held.status()).isEqualTo(409);
        assertThat(books.everything()).isEqualTo(rows);
        assertThat(session.get("/wx/cards").json().get("items")).hasSize(1);

        shop.pass(Duration.ofSeconds(61));
        now.askForSms(fresh, "CLAIM");
        assertThat(fresh.post("/wx/claims", now.withSms(scene)).problemCode()).hasValue("SMS_CODE_WRONG");
        shop.pass(Duration.ofSeconds(61));
        now.askForSms(fresh, "IDENTITY");
        var taken = now.withSms(scene);
        shop.pass(Duration.ofSeconds(61));
        var claimed = fresh.post("/wx/claims", taken);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(200);
        assertThat(claimed.text("/id")).isEqualTo(card.text("/id"));
        assertThat(books.ofMember("rebound_at", member)).isNotEqualTo("null");
        assertThat(fresh.get("/wx/cards").json().get("items")).hasSize(1);

        // Nobody knows whether the account's person is the old or the new one: the phone tells, once asked again.
        assertThat(session.get("/wx/cards").status()).isEqualTo(401);
        assertThat(onPage.get("/wx/cards").status()).isEqualTo(401);
        assertThat(told(before, shop.miniProgram())).isEqualTo("PHONE_TAKEN_OVER");
        assertThat(told(before, shop.account())).isEqualTo("PHONE_TAKEN_OVER");
        assertThat(told(now, shop.miniProgram())).isEqualTo("null");
        assertThat(before.inMiniProgram().get("/wx/cards").json().get("items")).isEmpty();
        assertThat(before.inAccount().get("/wx/cards").json().get("items")).isEmpty();
        assertThat(books.values("member_id", "identity", "member_id IS NOT NULL"))
                .containsExactly(member);
        Awaitility.await("the phone is told").until(() -> before.textMessages().contains("SMS_PHONE_TAKEN_OVER"));
        assertThat(fresh.post("/wx/claims", taken).json()).isEqualTo(claimed.json());
    }

    /** What a person is told at the next sign-in. */
    private String told(Guest guest, String appId) {
        var code = appId.equals(shop.account()) ? guest.oauthCode() : guest.loginCode();
        var session = house.wx().post("/wx/sessions", Map.of("appId", appId, "code", code));
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        return session.json().get("notice").asString("null");
    }

    @Test
    void on_the_page_of_the_account_too_a_phone_is_taken_over_by_a_code_that_decides_who_one_is() {
        var before = Guest.stranger(shop);
        var session = before.inAccount();
        var card = before.claimBySms(session, scene);
        var member = books.memberOf(card.text("/id"));

        var now = Guest.withPhone(shop, before.phone());
        var page = now.inAccount();
        var rows = books.everything();
        shop.pass(Duration.ofSeconds(61));
        var held = now.claimBySms(page, scene);
        assertThat(held.status()).as(held.body()).isEqualTo(409);
        assertThat(held.problemCode()).hasValue("PHONE_HELD");
        assertThat(books.everything()).isEqualTo(rows);
        assertThat(session.get("/wx/cards").json().get("items")).hasSize(1);

        shop.pass(Duration.ofSeconds(61));
        now.askForSms(page, "IDENTITY");
        var taken = now.withSms(scene);
        shop.pass(Duration.ofSeconds(61));
        var claimed = page.post("/wx/claims", taken);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(200);
        assertThat(claimed.text("/id")).isEqualTo(card.text("/id"));
        assertThat(page.get("/wx/cards").json().get("items")).hasSize(1);
        assertThat(session.get("/wx/cards").status()).isEqualTo(401);
        assertThat(before.inAccount().get("/wx/cards").json().get("items")).isEmpty();
        assertThat(books.ofMember("rebound_at", member)).isNotEqualTo("null");
        assertThat(books.values("member_id", "identity", "member_id IS NOT NULL"))
                .containsExactly(member);
        Awaitility.await("the phone is told").until(() -> before.textMessages().contains("SMS_PHONE_TAKEN_OVER"));
        assertThat(page.post("/wx/claims", taken).json()).isEqualTo(claimed.json());
        assertThat(books.count("member_card", "1 = 1")).isEqualTo(1);
    }

    @Test
    void whoever_takes_a_phone_over_keeps_the_own_other_app() {
        var joined = Shop.open(house);
        var there = joined.scene(joined.template());
        var before = Guest.stranger(joined);
        before.claim(before.inMiniProgram(), there);
        var now = Guest.withPhone(joined, before.phone());
        var page = now.inAccount();
        // The account has met nobody with this phone, so the person joins the member there.
        assertThat(now.claimBySms(page, there).status()).isEqualTo(200);
        var fresh = now.inMiniProgram();
        assertThat(now.claim(fresh, there).problemCode()).hasValue("PHONE_HELD");
        joined.pass(Duration.ofSeconds(61));
        now.askForSms(fresh, "IDENTITY");
        assertThat(fresh.post("/wx/claims", now.withSms(there)).status()).isEqualTo(200);
        assertThat(page.get("/wx/cards").json().get("items")).hasSize(1);
        assertThat(before.inMiniProgram().get("/wx/cards").json().get("items")).isEmpty();
    }

    @Test
    void a_phone_that_was_only_typed_occupies_nothing() {
        var plain = shop.scene(shop.template(Map.of("smsRequired", false)));
        var typing = Guest.stranger(shop);
        var page = typing.inAccount();
        assertThat(page.get("/wx/claim-codes/" + plain).text("/phoneBy")).isEqualTo("PLAIN");
        var typed = page.post("/wx/claims", Map.of("scene", plain, "phone", typing.phone()));
        assertThat(typed.status()).as(typed.body()).isEqualTo(201);

        // Whoever holds it for certain is another member, and so is the next who types it.
        var verified = typing.claim(typing.inMiniProgram(), plain);
        assertThat(verified.status()).isEqualTo(201);
        var other = Guest.withPhone(shop, typing.phone());
        var again = other.inAccount().post("/wx/claims", Map.of("scene", plain, "phone", typing.phone()));
        assertThat(again.status()).isEqualTo(201);
        assertThat(List.of(typed, verified, again))
                .extracting(card -> books.memberOf(card.text("/id")))
                .doesNotHaveDuplicates();
        assertThat(books.count("member", "verified_phone_hash IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void a_typed_phone_is_refused_where_a_verified_one_is_needed() {
        var guest = Guest.stranger(shop);
        var page = guest.inAccount();
        var rows = books.everything();
        assertThat(page.post("/wx/claims", Map.of("scene", scene, "phone", guest.phone()))
                        .problemCode())
                .hasValue("PHONE_NOT_VERIFIED");
        assertThat(page.post("/wx/claims", Map.of("scene", scene)).problemCode())
                .hasValue("PHONE_NEEDED");
        assertThat(page.post("/wx/claims", Map.of("scene", scene, "phone", "12345"))
                        .problemCode())
                .hasValue("PHONE_INVALID");
        // In the mini-program a phone in the body proves nothing, whatever the template says.
        var plain = shop.scene(shop.template(Map.of("smsRequired", false)));
        var session = guest.inMiniProgram();
        assertThat(session.post("/wx/claims", Map.of("scene", plain, "phone", guest.phone()))
                        .problemCode())
                .hasValue("PHONE_NEEDED");
        assertThat(books.everything()).isEqualTo(rows);
    }

    @Test
    void somebody_with_a_typed_phone_who_proves_another_member_s_phone_changes_neither() {
        var plain = shop.scene(shop.template(Map.of("smsRequired", false)));
        var owner = Guest.stranger(shop);
        owner.claim(owner.inMiniProgram(), scene);
        var page = owner.inAccount();
        assertThat(page.post("/wx/claims", Map.of("scene", plain, "phone", owner.phone()))
                        .status())
                .isEqualTo(201);
        var rows = books.everything();
        var conflict = owner.claimBySms(page, scene);
        assertThat(conflict.problemCode()).as(conflict.body()).hasValue("PHONE_OF_OTHER_MEMBER");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(books.everything()).isEqualTo(rows);
    }

    @Test
    void a_member_who_only_typed_the_phone_proves_it_with_the_next_card() {
        var plain = shop.scene(shop.template(Map.of("smsRequired", false)));
        var guest = Guest.stranger(shop);
        var page = guest.inAccount();
        var first = page.post("/wx/claims", Map.of("scene", plain, "phone", guest.phone()));
        var second = guest.claimBySms(page, scene);
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        var member = books.memberOf(first.text("/id"));
        assertThat(books.memberOf(second.text("/id"))).isEqualTo(member);
        assertThat(books.ofMember("verified_phone_hash = phone_hash", member)).isEqualTo("1");
    }

    @Test
    void a_second_card_needs_no_phone() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var first = guest.claim(session, scene);
        var second = session.post("/wx/claims", Map.of("scene", shop.scene(shop.template())));
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(books.memberOf(second.text("/id"))).isEqualTo(books.memberOf(first.text("/id")));
        assertThat(books.ofCard("holder_id", second.text("/id")))
                .isNotEqualTo(books.ofCard("holder_id", first.text("/id")));
        assertThat(books.ofMember("holder_id", books.memberOf(first.text("/id"))))
                .isEqualTo(books.ofCard("holder_id", first.text("/id")));
    }

    @Test
    void who_was_opened_at_the_counter_finds_the_card_again() {
        var guest = Guest.stranger(shop);
        var first = guest.claim(guest.inMiniProgram(), scene);
        // As the console opens a member: nobody of WeChat, and a phone that nobody has verified.
        books.change("identity", "member_id = NULL", "1 = 1");
        books.change("member", "verified_phone_hash = NULL, phone_verified_at = NULL", "1 = 1");
        Answer found = guest.claim(guest.inMiniProgram(), scene);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.text("/id")).isEqualTo(first.text("/id"));
        assertThat(books.count("member", "verified_phone_hash = phone_hash")).isEqualTo(1);
    }
}
