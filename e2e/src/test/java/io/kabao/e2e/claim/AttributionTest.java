package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * To whom a card counts, by the channel it came through: at the offer, at the claim and at the activation, through both
 * doors, with follow-first and without.
 */
class AttributionTest {

    private static final String EVERY_WAY = """
        MINI_PROGRAM, false
        MINI_PROGRAM, true
        ACCOUNT, false
        ACCOUNT, true
        """;

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final String east = shop.organization("华东");
    private final String city = shop.organization("上海", east);
    private final String south = shop.organization("华南");
    private final String square = shop.store("人民广场店", east);
    private final String bund = shop.store("外滩店", city);
    private final String canton = shop.store("广州店", south);

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_WAY)
    void through_the_account_and_the_mini_program_a_card_counts_to_the_store_chosen(Door door, boolean followFirst) {
        var template = template(followFirst);
        for (var channel : List.of("OFFICIAL_ACCOUNT", "MINI_PROGRAM")) {
            var way = new Way(
                    door, followFirst, shop.code(channel, template, Map.of()).text("/scene"));
            var nobody = Attributed.to(channel);
            var asked = way.arrive();
            assertThat(named(asked.offer(), "organization", "store", "staff", "referrer"))
                    .isEmpty();
            assertThat(choices(asked.offer())).containsExactlyInAnyOrder(square, bund, canton);
            var card = asked.claimed();
            isClaimed(card, nobody);
            isActive(
                    asked.activate(card, canton),
                    nobody.at(south, canton).goingTo(canton).because("STORE_CHOSEN"));
            laterCodesChangeNothing(asked, template, card);

            var other = way.arrive();
            isActive(other.activate(other.claimed(), null), nobody.because("NO_STORE"));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_WAY)
    void through_a_store_s_code_a_card_counts_to_that_store(Door door, boolean followFirst) {
        var template = template(followFirst);
        var way = new Way(door, followFirst, storeScene(template, bund));
        var fixed = Attributed.to("STORE").at(city, bund).goingTo(bund).because("STORE_OF_CODE");
        var asked = way.arrive();
        assertThat(named(asked.offer(), "organization", "store", "staff", "referrer"))
                .containsExactly("organization " + city, "store " + bund);
        assertThat(asked.offer().text("/favouriteStore/fixed/id")).isEqualTo(bund);
        assertThat(choices(asked.offer())).isEmpty();
        var card = asked.claimed();
        isClaimed(card, fixed);
        isRefused(asked, card, square, "STORE_FIXED");
        isActive(asked.activate(card, null), fixed);
        laterCodesChangeNothing(asked, template, card);

        var other = way.arrive();
        isActive(other.activate(other.claimed(), bund), fixed);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_WAY)
    void through_the_code_of_staff_tied_to_a_store_a_card_counts_to_both(Door door, boolean followFirst) {
        var template = template(followFirst);
        var staff = shop.staff("王店员", Map.of("organizationId", east, "storeId", square));
        var way = new Way(door, followFirst, staffScene(template, staff));
        var theirs = Attributed.to("STAFF").at(east, square).by(staff).because("STAFF_OF_CODE", "STORE_OF_STAFF");
        var asked = way.arrive();
        assertThat(named(asked.offer(), "organization", "store", "staff", "referrer"))
                .containsExactly("organization " + east, "staff " + staff);
        assertThat(choices(asked.offer())).containsExactlyInAnyOrder(square, bund);
        var card = asked.claimed();
        isClaimed(card, theirs);
        isRefused(asked, card, canton, "STORE_NOT_OFFERED");
        isActive(asked.activate(card, bund), theirs.goingTo(bund));
        laterCodesChangeNothing(asked, template, card);

        var other = way.arrive();
        isActive(other.activate(other.claimed(), null), theirs);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_WAY)
    void through_the_code_of_staff_of_no_store_a_card_counts_to_the_store_chosen_below_them(
            Door door, boolean followFirst) {
        var template = template(followFirst);
        var staff = shop.staff("李经理", Map.of("organizationId", east));
        var way = new Way(door, followFirst, staffScene(template, staff));
        var theirs = Attributed.to("STAFF").at(east, null).by(staff).because("STAFF_OF_CODE");
        var asked = way.arrive();
        assertThat(named(asked.offer(), "organization", "store", "staff", "referrer"))
                .containsExactly("organization " + east, "staff " + staff);
        assertThat(choices(asked.offer())).containsExactlyInAnyOrder(square, bund);
        var card = asked.claimed();
        isClaimed(card, theirs);
        isRefused(asked, card, canton, "STORE_NOT_OFFERED");
        // The store lies in a branch below, and the card stays the staff's organization's.
        isActive(
                asked.activate(card, bund),
                theirs.at(east, bund).goingTo(bund).because("STAFF_OF_CODE", "STORE_CHOSEN"));
        laterCodesChangeNothing(asked, template, card);

        var other = way.arrive();
        isActive(other.activate(other.claimed(), null), theirs.because("STAFF_OF_CODE", "NO_STORE"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_WAY)
    void through_an_invitation_a_card_counts_to_the_store_chosen_and_the_friend(Door door, boolean followFirst) {
        var template = template(followFirst);
        var first = new Way(door, followFirst, shop.scene(template)).arrive();
        var friend = books.memberOf(first.claimed());
        var way = new Way(door, followFirst, books.invitation(friend, template));
        var theirs = Attributed.to("REFERRAL").broughtBy(friend).because("REFERRED");
        var asked = way.arrive();
        assertThat(named(asked.offer(), "organization", "store", "staff")).isEmpty();
        assertThat(asked.offer().text("/referrer/memberId")).isEqualTo(friend);
        assertThat(choices(asked.offer())).containsExactlyInAnyOrder(square, bund, canton);
        var card = asked.claimed();
        isClaimed(card, theirs);
        assertThat(books.ofMember("referrer_id", books.memberOf(card))).isEqualTo(friend);
        isActive(
                asked.activate(card, canton),
                theirs.at(south, canton).goingTo(canton).because("REFERRED", "STORE_CHOSEN"));
        laterCodesChangeNothing(asked, template, card);

        var other = way.arrive();
        isActive(other.activate(other.claimed(), null), theirs.because("REFERRED", "NO_STORE"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_WAY)
    void stores_that_are_closed_or_where_the_card_is_not_valid_can_t_be_chosen(Door door, boolean followFirst) {
        var closed = shop.store("旧店", east);
        var template =
                shop.template(Map.of("followRequired", followFirst, "storeIds", List.of(square, closed, canton)));
        shop.close(closed);
        var staff = shop.staff("李经理", Map.of("organizationId", east));
        for (var scene : List.of(shop.scene(template), staffScene(template, staff))) {
            var asked = new Way(door, followFirst, scene).arrive();
            assertThat(choices(asked.offer())).contains(square).doesNotContain(closed, bund);
            var card = asked.claimed();
            isRefused(asked, card, closed, "STORE_NOT_OFFERED");
            isRefused(asked, card, bund, "STORE_NOT_OFFERED");
            isRefused(asked, card, "1234567890123", "STORE_NOT_OFFERED");
            assertThat(asked.activate(card, square).text("/issuingStoreId")).isEqualTo(square);
        }
    }

    private String template(boolean followFirst) {
        return shop.template(Map.of("followRequired", followFirst));
    }

    private String storeScene(String template, String store) {
        return shop.code("STORE", template, Map.of("storeId", store)).text("/scene");
    }

    private String staffScene(String template, String staff) {
        return shop.code("STAFF", template, Map.of("staffId", staff)).text("/scene");
    }

    /** How people come here, and with which code. */
    private final class Way {

        private final Door door;
        private final boolean followFirst;
        private final String scene;

        Way(Door door, boolean followFirst, String scene) {
            this.door = door;
            this.followFirst = followFirst;
            this.scene = scene;
        }

        /** Somebody new looks at the offer, and follows where that comes first. */
        Arrived arrive() {
            var guest = Guest.stranger(shop);
            var session = door.session(guest);
            var offer = session.get("/wx/claim-codes/" + scene);
            assertThat(offer.status()).as(offer.body()).isEqualTo(200);
            assertThat(offer.json().at("/follow/required").asBoolean()).isEqualTo(followFirst);
            if (followFirst) {
                assertThat(door.claim(guest, session, scene).problemCode()).hasValue("FOLLOW_FIRST");
                guest.follow();
                Awaitility.await("the follow is known")
                        .until(() -> session.get("/wx/claim-codes/" + scene)
                                .json()
                                .at("/follow/followed")
                                .asBoolean());
            }
            return new Arrived(this, guest, session, offer);
        }
    }

    private record Arrived(Way way, Guest guest, Api session, Answer offer) {

        /** The id of the card that the code gives. */
        String claimed() {
            var claimed = way.door == Door.ACCOUNT && way.followFirst
                    ? session.post("/wx/claims", guest.withSms(way.scene))
                    : way.door.claim(guest, session, way.scene);
            assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
            assertThat(claimed.text("/status")).isEqualTo("CLAIMED");
            return claimed.text("/id");
        }

        Answer activate(String card, @Nullable String store) {
            var form = store == null ? Map.of("profile", Map.of()) : Map.of("favouriteStoreId", store);
            return session.post("/wx/cards/" + card + "/activation", form);
        }
    }

    private void isClaimed(String card, Attributed expected) {
        assertThat(books.claimOf(card)).isEqualTo(expected);
        assertThat(books.cardOf(card)).isEqualTo(withoutWhy(expected));
    }

    private void isActive(Answer activated, Attributed expected) {
        assertThat(activated.status()).as(activated.body()).isEqualTo(200);
        assertThat(activated.text("/status")).isEqualTo("ACTIVE");
        assertThat(activated.json().get("issuingOrganizationId").asStringOpt().orElse(null))
                .isEqualTo(expected.organization());
        assertThat(activated.json().get("issuingStoreId").asStringOpt().orElse(null))
                .isEqualTo(expected.store());
        assertThat(activated.json().get("issuingStaffId").asStringOpt().orElse(null))
                .isEqualTo(expected.staff());
        assertThat(activated.json().get("referrerMemberId").asStringOpt().orElse(null))
                .isEqualTo(expected.referrer());
        isClaimed(activated.text("/id"), expected);
    }

    private static Attributed withoutWhy(Attributed full) {
        return new Attributed(
                full.channel(), full.organization(), full.store(), full.staff(), full.favourite(), null, Set.of());
    }

    private void isRefused(Arrived asked, String card, String store, String code) {
        var before = books.everything();
        var refused = asked.activate(card, store);
        assertThat(refused.problemCode()).as(refused.body()).hasValue(code);
        assertThat(books.everything()).isEqualTo(before);
    }

    /** Whoever has the card gets it again from every other code, as it was. */
    private void laterCodesChangeNothing(Arrived asked, String template, String card) {
        var staff = shop.staff("赵店员", Map.of("organizationId", south));
        var held = asked.session().get("/wx/cards/" + card).json();
        var before = books.everything();
        for (var scene : List.of(
                shop.scene(template), storeScene(template, canton), staffScene(template, staff), asked.way().scene)) {
            var again = asked.session().post("/wx/claims", Map.of("scene", scene));
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(again.text("/id")).isEqualTo(card);
        }
        assertThat(asked.activate(card, square).status()).isEqualTo(200);
        assertThat(books.everything()).isEqualTo(before);
        assertThat(asked.session().get("/wx/cards/" + card).json()).isEqualTo(held);
    }

    /** Which of these an offer names, and their ids. */
    private static List<String> named(Answer offer, String... fields) {
        var found = new ArrayList<String>();
        for (var field : fields) {
            var value = offer.json().get(field);
            if (value != null && !value.isNull()) {
                found.add(field + " " + value.get("id").asString());
            }
        }
        return found;
    }

    private static List<String> choices(Answer offer) {
        return offer.json()
                .at("/favouriteStore/choices")
                .valueStream()
                .map(store -> store.get("id").asString())
                .toList();
    }
}
