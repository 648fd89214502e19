package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.member.Members;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A template that binds the old card by itself, or makes a new one active at once. */
class AutoBindingTest {

    private static final Instant END = Instant.parse("2031-01-01T00:00:00Z");

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final Counter counter = new Counter(shop, books);
    private final String template = shop.template(Map.of("autoBindOrCreate", true));
    private final String region = shop.organization("华东");
    private final String store = shop.store("人民广场店", region);

    @ParameterizedTest
    @EnumSource
    void without_an_old_card_the_new_one_is_active_at_once(Door door) {
        var guest = Guest.stranger(shop);
        var card = door.claim(guest, door.session(guest), shop.scene(template));
        assertThat(card.status()).as(card.body()).isEqualTo(201);
        assertThat(card.text("/status")).isEqualTo("ACTIVE");
        assertThat(card.text("/nextStep")).isEqualTo("NONE");
        assertThat(card.text("/number")).isEqualTo("00000001");
        assertThat(card.json().get("activatedAt").isNull()).isFalse();
        assertThat(books.claimOf(card.text("/id")))
                .isEqualTo(Attributed.to("MINI_PROGRAM").because("NO_STORE"));
        assertThat(books.value("activated_at", "claim", "card_id = " + card.text("/id")))
                .isNotEqualTo("null");
    }

    @ParameterizedTest
    @EnumSource
    void the_one_old_card_of_the_phone_is_bound(Door door) {
        var guest = Guest.stranger(shop);
        var old = counter.handOut(Counter.Old.card(template, "A0001")
                .of(guest.phone(), "王小明")
                .from(region, store)
                .knowing(Map.of("birthday", "1990-05-01"))
                .until(END));
        var holder = books.ofCard("holder_id", old);
        var former = books.memberOf(old);
        books.change("holder", "principal_fen = 5000, points = 77", "id = " + holder);
        var session = door.session(guest);
        var card = door.claim(guest, session, shop.scene(template));

        assertThat(card.status()).as(card.body()).isEqualTo(201);
        assertThat(card.text("/status")).isEqualTo("ACTIVE");
        assertThat(card.text("/number")).isEqualTo("A0001");
        assertThat(card.text("/nextStep")).isEqualTo("NONE");
        assertThat(card.text("/issuingStoreId")).isEqualTo(store);
        tookOver(card.text("/id"), old, holder);
        assertThat(books.ofCard("expires_at", card.text("/id"))).startsWith("2031-01-01T00:00");
        // The claim keeps what it was attributed to itself.
        assertThat(books.claimOf(card.text("/id"))).isEqualTo(Attributed.to("MINI_PROGRAM"));

        var member = books.memberOf(card.text("/id"));
        assertThat(member).isNotEqualTo(former);
        assertThat(books.ofMember("status", former)).isEqualTo("MERGED");
        assertThat(books.ofMember("merged_into", former)).isEqualTo(member);
        assertThat(books.ofMember("holder_id", member)).isEqualTo(holder);
        assertThat(books.ofMember("rebound_at", member)).isNotEqualTo("null");
        isCalled(member, "王小明", Map.of("birthday", "1990-05-01"));
        var shown = session.get("/wx/cards/" + card.text("/id"));
        assertThat(shown.json().get("balanceFen").asLong()).isEqualTo(5000);
        assertThat(shown.json().get("points").asLong()).isEqualTo(77);
        assertThat(session.get("/wx/cards").json().get("items")).hasSize(1);
        assertThat(session.get("/wx/cards/" + old).problemCode()).hasValue("CARD_NOT_FOUND");
    }

    @Test
    void the_store_of_a_code_stays_the_favourite_and_an_old_card_without_a_store_takes_the_code_s() {
        var guest = Guest.stranger(shop);
        counter.handOut(Counter.Old.card(template, "A0002").of(guest.phone(), null));
        var scene = shop.code("STORE", template, Map.of("storeId", store)).text("/scene");
        var card = guest.claim(guest.inMiniProgram(), scene);
        assertThat(card.text("/number")).isEqualTo("A0002");
        assertThat(books.cardOf(card.text("/id")))
                .isEqualTo(Attributed.to("STORE").at(region, store).goingTo(store));
        assertThat(books.claimOf(card.text("/id")).reasons()).containsExactly("STORE_OF_CODE");
    }

    @ParameterizedTest
    @EnumSource
    void several_old_cards_are_shown_masked_and_the_one_chosen_is_bound(Door door) {
        var guest = Guest.stranger(shop);
        var first = counter.handOut(Counter.Old.card(template, "A1111").of(guest.phone(), "王小明"));
        var second = counter.handOut(Counter.Old.card(template, "B2222").of(guest.phone(), "小王"));
        var holder = books.ofCard("holder_id", second);
        var session = door.session(guest);
        var scene = shop.scene(template);
        var claimed = door.claim(guest, session, scene);
        assertThat(claimed.text("/status")).isEqualTo("CLAIMED");
        assertThat(claimed.text("/nextStep")).isEqualTo("CHOOSE_OLD_CARD");
        assertThat(shownOf(claimed)).containsExactlyInAnyOrder(first + " *1111", second + " *2222");
        // Asked again, and looked at again, the choice is still there.
        assertThat(session.post("/wx/claims", Map.of("scene", scene)).json()).isEqualTo(claimed.json());
        var view = session.get("/wx/cards/" + claimed.text("/id"));
        assertThat(shownOf(view)).hasSize(2);

        var path = "/wx/cards/" + claimed.text("/id") + "/binding";
        var bound = session.post(path, Map.of("oldCardId", second));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(bound.text("/number")).isEqualTo("B2222");
        assertThat(bound.text("/status")).isEqualTo("ACTIVE");
        assertThat(bound.text("/nextStep")).isEqualTo("NONE");
        tookOver(claimed.text("/id"), second, holder);
        isCalled(books.memberOf(claimed.text("/id")), "小王", Map.of());
        assertThat(books.ofCard("status", first)).isEqualTo("OFFLINE");
        assertThat(session.post(path, Map.of("oldCardId", second)).json()).isEqualTo(bound.json());
        assertThat(session.post(path, Map.of("oldCardId", first)).problemCode()).hasValue("ALREADY_ACTIVE");
    }

    @Test
    void two_old_cards_of_one_owner_go_together_and_one_is_bound() {
        var guest = Guest.stranger(shop);
        var first = counter.handOut(Counter.Old.card(template, "A3001").of(guest.phone(), null));
        var second = counter.handOutTo(first, Counter.Old.card(template, "A3002"));
        var session = guest.inMiniProgram();
        var claimed = guest.claim(session, shop.scene(template));
        assertThat(shownOf(claimed)).hasSize(2);
        var bound = session.post("/wx/cards/" + claimed.text("/id") + "/binding", Map.of("oldCardId", first));
        assertThat(bound.text("/number")).isEqualTo("A3001");
        assertThat(books.ofCard("status", second)).isEqualTo("OFFLINE");
        assertThat(books.memberOf(second)).isEqualTo(books.memberOf(claimed.text("/id")));
    }

    @Test
    void whoever_wants_none_of_several_gets_a_new_card() {
        var guest = Guest.stranger(shop);
        var old = List.of(
                counter.handOut(Counter.Old.card(template, "A4001").of(guest.phone(), null)),
                counter.handOut(Counter.Old.card(template, "A4002").of(guest.phone(), null)));
        var session = guest.inMiniProgram();
        var claimed = guest.claim(session, shop.scene(template));
        var active =
                session.post("/wx/cards/" + claimed.text("/id") + "/activation", Map.of("favouriteStoreId", store));
        assertThat(active.text("/status")).isEqualTo("ACTIVE");
        assertThat(active.text("/nextStep")).isEqualTo("NONE");
        assertThat(active.text("/number")).isEqualTo(claimed.text("/number"));
        assertThat(active.text("/issuingStoreId")).isEqualTo(store);
        assertThat(old)
                .allSatisfy(card -> assertThat(books.ofCard("status", card)).isEqualTo("OFFLINE"));
    }

    @Test
    void what_the_member_said_before_stays_and_only_gaps_are_filled() {
        var fields = List.of(
                Map.of("key", "name", "label", "姓名", "type", "TEXT"),
                Map.of("key", "email", "label", "邮箱", "type", "TEXT"));
        var other = shop.template(Map.of("profileFields", fields));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var known = guest.claim(session, shop.scene(other));
        var said = Map.of("profile", Map.of("name", "王大明", "email", "da@example.com"));
        assertThat(session.post("/wx/cards/" + known.text("/id") + "/activation", said)
                        .status())
                .isEqualTo(200);
        counter.handOut(Counter.Old.card(template, "A5001")
                .of(guest.phone(), "王小明")
                .knowing(Map.of("email", "old@example.com", "birthday", "1990-05-01")));
        var ownHolder = books.ofCard("holder_id", known.text("/id"));
        var bound = session.post("/wx/claims", Map.of("scene", shop.scene(template)));
        assertThat(bound.text("/number")).isEqualTo("A5001");
        var member = books.memberOf(bound.text("/id"));
        isCalled(member, "王大明", Map.of("name", "王大明", "email", "da@example.com", "birthday", "1990-05-01"));
        // The member's own holder was the first card's and stays it.
        assertThat(books.ofMember("holder_id", member)).isEqualTo(ownHolder);
    }

    @Test
    void an_old_card_of_another_phone_or_template_is_never_offered() {
        var guest = Guest.stranger(shop);
        var theirs = counter.handOut(
                Counter.Old.card(template, "C0001").of(Guest.stranger(shop).phone(), "别人"));
        counter.handOut(Counter.Old.card(template, "C0002").of(null, "没有手机"));
        counter.handOut(Counter.Old.card(shop.template(), "C0003").of(guest.phone(), "别的卡"));
        var session = guest.inMiniProgram();
        var card = guest.claim(session, shop.scene(template));
        assertThat(card.text("/status")).isEqualTo("ACTIVE");
        assertThat(card.json().get("oldCards")).isEmpty();

        var choosing = Guest.stranger(shop);
        counter.handOut(Counter.Old.card(template, "C0004").of(choosing.phone(), null));
        counter.handOut(Counter.Old.card(template, "C0005").of(choosing.phone(), null));
        var there = choosing.inMiniProgram();
        var claimed = choosing.claim(there, shop.scene(template));
        assertThat(shownOf(claimed)).hasSize(2);
        var before = books.everything();
        var path = "/wx/cards/" + claimed.text("/id") + "/binding";
        assertThat(there.post(path, Map.of("oldCardId", theirs)).problemCode()).hasValue("OLD_CARD_NOT_FOUND");
        assertThat(books.everything()).isEqualTo(before);
    }

    @Test
    void a_phone_that_was_only_typed_binds_nothing() {
        var plain = shop.template(Map.of("autoBindOrCreate", true, "smsRequired", false));
        var guest = Guest.stranger(shop);
        var old = counter.handOut(Counter.Old.card(plain, "D0001").of(guest.phone(), "王小明"));
        var card = guest.inAccount().post("/wx/claims", Map.of("scene", shop.scene(plain), "phone", guest.phone()));
        assertThat(card.status()).as(card.body()).isEqualTo(201);
        assertThat(card.text("/status")).isEqualTo("ACTIVE");
        assertThat(card.text("/number")).isNotEqualTo("D0001");
        assertThat(books.ofCard("status", old)).isEqualTo("OFFLINE");
        assertThat(books.ofMember("verified_phone_hash", books.memberOf(card.text("/id"))))
                .isEqualTo("null");
    }

    private void tookOver(String card, String old, String holder) {
        assertThat(books.ofCard("holder_id", card)).isEqualTo(holder);
        assertThat(books.ofCard("status", old)).isEqualTo("MERGED");
        assertThat(books.ofCard("merged_into", old)).isEqualTo(card);
        assertThat(books.ofCard("number", old)).isEqualTo("null");
        assertThat(books.ofCard("former_number", old)).isEqualTo(books.ofCard("number", card));
        assertThat(books.ofCard("former_number", card)).isEqualTo("00000001");
    }

    private void isCalled(String memberId, String name, Map<String, String> profile) {
        var members = house.adminBean(Members.class);
        var member = members.require(books.merchant(), Long.parseLong(memberId));
        assertThat(members.nameOf(member)).isEqualTo(name);
        assertThat(members.profileOf(member)).isEqualTo(profile);
    }

    private static List<String> shownOf(Answer card) {
        return card.json()
                .get("oldCards")
                .valueStream()
                .map(old ->
                        old.get("id").asString() + " " + old.get("numberMasked").asString())
                .toList();
    }
}
