package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** A customer ties the claimed card to the one of the counter, and nobody else can. */
class BindingTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final Counter counter = new Counter(shop, books);
    private final String template = shop.template(Map.of("bindingFields", List.of("phone", "name")));
    private final String scene = shop.scene(template);

    /** Somebody with a claimed card. */
    private record Claimant(Guest guest, Api session, String card) {

        Answer bind(Map<String, Object> request) {
            return session.post("/wx/cards/" + card + "/binding", request);
        }
    }

    private Claimant claimant() {
        return claimant(Guest.stranger(shop));
    }

    private Claimant claimant(Guest guest) {
        return claimant(Door.MINI_PROGRAM, guest);
    }

    private Claimant claimant(Door door, Guest guest) {
        var session = door.session(guest);
        var claimed = door.claim(guest, session, scene);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        assertThat(claimed.text("/status")).isEqualTo("CLAIMED");
        return new Claimant(guest, session, claimed.text("/id"));
    }

    private static Map<String, Object> by(String number, String phone, String name) {
        return Map.of("cardNumber", number, "fields", Map.of("phone", phone, "name", name));
    }

    private static Map<String, Object> with(Map<String, Object> request, String smsCode) {
        var more = new HashMap<>(request);
        more.put("smsCode", smsCode);
        return more;
    }

    private String handOut(String number, Guest owner, String name) {
        return counter.handOut(Counter.Old.card(template, number).of(owner.phone(), name));
    }

    @ParameterizedTest
    @EnumSource
    void whose_phone_is_on_the_old_card_binds_it_by_number_and_details(Door door) {
        var guest = Guest.stranger(shop);
        var old = handOut("A0001", guest, "王小明");
        var former = books.memberOf(old);
        var mine = claimant(door, guest);
        var bound = mine.bind(by("A0001", guest.phone(), " 王小明 "));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(bound.text("/status")).isEqualTo("ACTIVE");
        assertThat(bound.text("/number")).isEqualTo("A0001");
        assertThat(books.ofCard("merged_into", old)).isEqualTo(mine.card());
        assertThat(books.ofMember("merged_into", former)).isEqualTo(books.memberOf(mine.card()));
        assertThat(mine.bind(by("A0001", guest.phone(), "王小明")).json()).isEqualTo(bound.json());
        assertThat(mine.bind(by("A0002", guest.phone(), "王小明")).problemCode()).hasValue("ALREADY_ACTIVE");
        var activated = mine.session().post("/wx/cards/" + mine.card() + "/activation", Map.of());
        assertThat(activated.text("/number")).isEqualTo("A0001");
    }

    @ParameterizedTest
    @EnumSource
    void with_another_phone_a_code_to_the_old_one_proves_it_and_that_phone_is_told(Door door) {
        var owner = Guest.stranger(shop);
        var old = handOut("A0001", owner, "王小明");
        var mine = claimant(door, Guest.stranger(shop));
        var request = by("A0001", owner.phone(), "王小明");
        var before = books.everything();
        var asked = mine.bind(request);
        assertThat(asked.problemCode()).hasValue("OLD_CARD_NEEDS_PROOF");
        assertThat(asked.text("/phoneMasked"))
                .isEqualTo(
                        owner.phone().substring(0, 3) + "****" + owner.phone().substring(7));
        assertThat(books.everything()).isEqualTo(before);

        owner.askForSms(mine.session(), "BIND");
        var code = owner.smsCode();
        // A phone gets one message a minute.
        shop.pass(Duration.ofSeconds(61));
        var bound = mine.bind(with(request, code));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(bound.text("/number")).isEqualTo("A0001");
        assertThat(books.ofCard("status", old)).isEqualTo("MERGED");
        Awaitility.await("the old phone is told")
                .until(() -> owner.textMessages().contains("SMS_CARD_BOUND_ELSEWHERE"));
        // The customer keeps the own phone.
        assertThat(bound.text("/phoneMasked")).endsWith(mine.guest().phone().substring(7));
        assertThat(mine.bind(with(request, code)).json()).isEqualTo(bound.json());
    }

    @Test
    void an_old_card_without_a_phone_is_bound_at_the_store() {
        var byName = shop.template(Map.of("bindingFields", List.of("name")));
        counter.handOut(Counter.Old.card(byName, "A0001").of(null, "王小明"));
        var mine = claimant();
        var request = Map.<String, Object>of("cardNumber", "A0001", "fields", Map.of("phone", "", "name", "王小明"));
        assertThat(mine.bind(request).problemCode()).hasValue("OLD_CARD_NOT_FOUND");
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var claimed = guest.claim(session, shop.scene(byName));
        var answer = session.post(
                "/wx/cards/" + claimed.text("/id") + "/binding",
                Map.of("cardNumber", "A0001", "fields", Map.of("name", "王小明")));
        assertThat(answer.problemCode()).hasValue("OLD_CARD_ASK_STORE");
    }

    @Test
    void who_knows_the_number_and_the_name_learns_nothing_of_the_phone() {
        var byName = shop.template(Map.of("bindingFields", List.of("name")));
        var owner = Guest.stranger(shop);
        counter.handOut(Counter.Old.card(byName, "A0001").of(owner.phone(), "王小明"));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var card = guest.claim(session, shop.scene(byName)).text("/id");
        var binding = Map.of("cardNumber", "A0001", "fields", Map.of("name", "王小明"));
        var asked = session.post("/wx/cards/" + card + "/binding", binding);
        assertThat(asked.problemCode()).hasValue("OLD_CARD_NEEDS_PROOF");
        assertThat(asked.body()).doesNotContain("phoneMasked", owner.phone().substring(7));
    }

    @Test
    void wrong_details_and_an_unknown_number_are_answered_alike() {
        var owner = Guest.stranger(shop);
        handOut("A0001", owner, "王小明");
        var mine = claimant();
        var before = books.everything();
        var unknown = mine.bind(by("A9999", owner.phone(), "王小明"));
        for (var wrong : List.<Map<String, Object>>of(
                by("A0001", owner.phone(), "王大明"),
                by("A0001", mine.guest().phone(), "王小明"),
                Map.of("cardNumber", "A0001", "fields", Map.of("phone", owner.phone())),
                Map.of("cardNumber", "A0001"))) {
            var answer = mine.bind(wrong);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(alike(answer)).isEqualTo(alike(unknown));
        }
        assertThat(books.everything()).isEqualTo(before);
    }

    /** The answer without what belongs to one call alone. */
    private static ObjectNode alike(Answer answer) {
        var body = (ObjectNode) answer.json();
        body.remove("traceId");
        body.remove("instance");
        return body;
    }

    @Test
    void five_wrong_guesses_of_a_person_lock_the_person_until_tomorrow() {
        var guest = Guest.stranger(shop);
        handOut("A0001", guest, "王小明");
        var mine = claimant(guest);
        for (var i = 1; i <= 5; i++) {
            assertThat(mine.bind(by("B000" + i, guest.phone(), "王小明")).problemCode())
                    .hasValue("OLD_CARD_NOT_FOUND");
        }
        var right = by("A0001", guest.phone(), "王小明");
        var locked = mine.bind(right);
        assertThat(locked.problemCode()).hasValue("BINDING_LOCKED");
        assertThat(locked.status()).isEqualTo(429);
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 86_400);
        assertThat(mine.bind(right).problemCode()).hasValue("BINDING_LOCKED");
        shop.pass(Duration.ofDays(1));
        assertThat(mine.bind(right).text("/number")).isEqualTo("A0001");
    }

    @Test
    void five_wrong_guesses_at_a_card_lock_the_card_for_everybody_until_tomorrow() {
        var owner = Guest.stranger(shop);
        handOut("A0001", owner, "王小明");
        var mine = claimant(owner);
        var guessers = IntStream.range(0, 5).mapToObj(_ -> claimant()).toList();
        guessers.forEach(guesser -> assertThat(
                        guesser.bind(by("A0001", owner.phone(), "李四")).problemCode())
                .hasValue("OLD_CARD_NOT_FOUND"));
        var right = by("A0001", owner.phone(), "王小明");
        assertThat(mine.bind(right).problemCode()).hasValue("BINDING_LOCKED");
        shop.pass(Duration.ofDays(1));
        assertThat(mine.bind(right).text("/number")).isEqualTo("A0001");
    }

    @Test
    void right_answers_are_no_guesses() {
        var owner = Guest.stranger(shop);
        handOut("A0001", owner, "王小明");
        var mine = claimant();
        for (var i = 0; i < 8; i++) {
            assertThat(mine.bind(by("A0001", owner.phone(), "王小明")).problemCode())
                    .hasValue("OLD_CARD_NEEDS_PROOF");
        }
    }

    @Test
    void a_code_for_another_purpose_phone_or_person_proves_nothing() {
        var owner = Guest.stranger(shop);
        handOut("A0001", owner, "王小明");
        var request = by("A0001", owner.phone(), "王小明");
        var mine = claimant();
        mine.guest().askForSms(mine.session(), "BIND");
        var ofOwnPhone = mine.guest().smsCode();
        owner.askForSms(mine.session(), "CLAIM");
        var ofOtherPurpose = owner.smsCode();
        shop.pass(Duration.ofSeconds(61));
        var other = claimant();
        owner.askForSms(other.session(), "BIND");
        var ofOtherPerson = owner.smsCode();
        var before = books.everything();
        for (var code : List.of(ofOwnPhone, ofOtherPurpose, ofOtherPerson)) {
            assertThat(mine.bind(with(request, code)).problemCode()).hasValue("SMS_CODE_WRONG");
        }
        assertThat(books.everything()).isEqualTo(before);
        assertThat(other.bind(with(request, ofOtherPerson)).status()).isEqualTo(200);
    }

    @Test
    void an_old_card_that_is_bound_is_nobody_else_s() {
        var owner = Guest.stranger(shop);
        handOut("A0001", owner, "王小明");
        var first = claimant(owner);
        assertThat(first.bind(by("A0001", owner.phone(), "王小明")).status()).isEqualTo(200);
        var second = claimant();
        var before = books.everything();
        assertThat(second.bind(by("A0001", owner.phone(), "王小明")).problemCode()).hasValue("OLD_CARD_NOT_FOUND");
        assertThat(books.everything()).isEqualTo(before);
    }

    @Test
    void nobody_binds_to_another_s_card_or_takes_an_active_one() {
        var owner = Guest.stranger(shop);
        handOut("A0001", owner, "王小明");
        var mine = claimant(owner);
        var stranger = claimant();
        var request = by("A0001", owner.phone(), "王小明");
        var before = books.everything();
        assertThat(stranger.session()
                        .post("/wx/cards/" + mine.card() + "/binding", request)
                        .problemCode())
                .hasValue("CARD_NOT_FOUND");
        var number = books.ofCard("number", mine.card());
        assertThat(stranger.bind(by(number, owner.phone(), "王小明")).problemCode())
                .hasValue("OLD_CARD_NOT_FOUND");
        assertThat(stranger.bind(Map.of()).status()).isEqualTo(422);
        assertThat(books.everything()).isEqualTo(before);
    }

    @Test
    void a_claimed_card_on_which_something_was_booked_is_joined_with_no_other() {
        var guest = Guest.stranger(shop);
        var old = handOut("A0001", guest, "王小明");
        var mine = claimant(guest);
        books.change("holder", "last_entry_no = 1", "id = " + books.ofCard("holder_id", mine.card()));
        assertThat(mine.bind(by("A0001", guest.phone(), "王小明")).status()).isEqualTo(500);
        assertThat(books.ofCard("status", old)).isEqualTo("OFFLINE");
        assertThat(books.ofCard("status", mine.card())).isEqualTo("CLAIMED");
        books.change("holder", "last_entry_no = 0", "id = " + books.ofCard("holder_id", mine.card()));
    }

    @Test
    void an_old_card_of_a_member_in_their_own_right_leaves_that_member_alone() {
        var owner = Guest.stranger(shop);
        var theirs = claimant(owner);
        var old = counter.handOutTo(theirs.card(), Counter.Old.card(template, "A0001"));
        var mine = claimant();
        var open = shop.template(Map.of("bindingFields", List.of("phone")));
        var session = mine.session();
        var card = session.post("/wx/claims", Map.of("scene", shop.scene(open)));
        owner.askForSms(session, "BIND");
        var bound = session.post(
                "/wx/cards/" + card.text("/id") + "/binding",
                Map.of("cardNumber", "A0001", "fields", Map.of("phone", owner.phone()), "smsCode", owner.smsCode()));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(books.ofCard("status", old)).isEqualTo("MERGED");
        assertThat(books.ofMember("status", books.memberOf(theirs.card()))).isEqualTo("LIVING");
        assertThat(books.memberOf(theirs.card())).isNotEqualTo(books.memberOf(mine.card()));
        assertThat(books.memberOf(old))
                .as("what is on it is the former holder's no more")
                .isEqualTo(books.memberOf(card.text("/id")));
        assertThat(told(owner)).isEqualTo("CARD_BOUND_ELSEWHERE");
        assertThat(told(owner)).as("told once").isEqualTo("null");
        assertThat(told(mine.guest())).isEqualTo("null");
        var kept = owner.inMiniProgram().call("POST", "/wx/me/export", null);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(kept.body()).contains(theirs.card()).doesNotContain(old);
    }

    /** What a person is told at the next sign-in. */
    private String told(Guest guest) {
        var session = house.wx().post("/wx/sessions", Map.of("appId", shop.miniProgram(), "code", guest.loginCode()));
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        return session.json().get("notice").asString("null");
    }
}
