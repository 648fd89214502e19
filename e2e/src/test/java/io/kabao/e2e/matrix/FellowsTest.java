package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Customers of one merchant who name in what they send what another of its customers has; {@link MatrixTest} names it in paths. */
class FellowsTest {

    private static final House HOUSE = House.shared();
    private static final Rows ROWS = Rows.of(HOUSE.sandbox());

    private final Merchant shop = Merchant.open();
    private final Regular member = Regular.of(shop);
    private final Regular fellow = Regular.fellowAt(shop);
    private final Api session = HOUSE.wx().as(fellow.token());
    private final Holdings members = Holdings.of(member);
    private final Map<String, String> before = members.digest();

    @Test
    void a_card_of_another_is_as_unknown_as_none() {
        var store = Long.toString(Place.of(shop).store());
        var asked = Map.of("favouriteStores", List.of(Map.of("cardId", member.activeCard(), "storeId", store)));
        var nobodys = Map.of("favouriteStores", List.of(Map.of("cardId", "1", "storeId", store)));
        assertRefused(session.patch("/wx/me", asked), session.patch("/wx/me", nobodys));

        var own = session.with("Idempotency-Key", Merchant.fresh());
        assertRefused(
                own.post("/wx/points-exchanges", Map.of("cardId", member.activeCard(), "points", 1)),
                own.post("/wx/points-exchanges", Map.of("cardId", "1", "points", 1)));
    }

    @Test
    void an_old_card_that_another_was_offered_binds_to_nobody_else() {
        var number = member.freshOldCard(shop);
        var old = ROWS.column(
                        "SELECT id FROM member_card WHERE number = '" + number + "' AND merchant_id = " + shop.id())
                .getFirst();
        var path = "/wx/cards/" + fellow.freshClaimedCard(shop) + "/binding";
        assertRefused(session.post(path, Map.of("oldCardId", old)), session.post(path, Map.of("oldCardId", "1")));
        var known = Map.of("cardNumber", number, "fields", Map.of("phone", member.phone()));
        assertThat(session.post(path, known).problemCode()).contains("OLD_CARD_NEEDS_PROOF");
        assertThat(ROWS.column("SELECT status FROM member_card WHERE id = " + old))
                .containsExactly("OFFLINE");
        assertNothingOfTheMembersChanged();
    }

    @Test
    void a_card_in_use_is_no_old_card_whoever_knows_its_number_and_its_phone() {
        var number = ROWS.column("SELECT number FROM member_card WHERE id = " + member.activeCard())
                .getFirst();
        var path = "/wx/cards/" + fellow.freshClaimedCard(shop) + "/binding";
        var phone = Map.of("phone", member.phone());
        assertRefused(
                session.post(path, Map.of("cardNumber", number, "fields", phone)),
                session.post(path, Map.of("cardNumber", "NO-SUCH-CARD", "fields", phone)));
    }

    @Test
    void a_code_that_was_sent_to_another_sets_no_payment_pin() {
        var sent = member.pinCode();
        var pin = Map.of("pin", "280714", "smsCode", sent);
        assertThat(session.put("/wx/me/pin", pin).status()).isEqualTo(422);
        assertThat(ROWS.number("SELECT COUNT(*) FROM payment_pin WHERE merchant_id = " + shop.id()))
                .isZero();
        assertThat(HOUSE.wx().as(member.token()).put("/wx/me/pin", pin).status())
                .as("the code is still its owner's")
                .isEqualTo(204);
    }

    @Test
    void what_is_shown_and_exported_is_the_callers_alone() {
        for (var answer : List.of(
                session.get("/wx/cards"),
                session.get("/wx/me"),
                session.get("/wx/me/consents"),
                session.post("/wx/me/export", Map.of()))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(members.namedIn(answer.body())).isEmpty();
            assertThat(answer.body()).doesNotContain(member.phone(), member.scene());
        }
        assertThat(session.post("/wx/me/export", Map.of()).body()).contains(fellow.phone(), fellow.activeCard());
        assertNothingOfTheMembersChanged();
    }

    /** Two refusals that can't be told apart, and nothing changed. */
    private void assertRefused(Answer others, Answer nobodys) {
        assertThat(others.status()).as(others.body()).isBetween(400, 499);
        assertThat(others.problemCode()).isEqualTo(nobodys.problemCode()).isNotEmpty();
        assertThat(others.status()).isEqualTo(nobodys.status());
        assertNothingOfTheMembersChanged();
    }

    private void assertNothingOfTheMembersChanged() {
        assertThat(members.digest()).isEqualTo(before);
    }
}
