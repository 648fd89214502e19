package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.Phone;
import io.kabao.kernel.crypto.PhoneHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member who wants to be forgotten is, once nothing is on the cards. */
class ErasureTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Rows rows = Rows.of(house.sandbox());
    private final Everywhere everywhere = Everywhere.in(house);

    @AfterEach
    void no_rule_of_the_platform_was_broken() {
        assertThat(shop.outside().get("/sandbox/violations").json().get("items"))
                .isEmpty();
    }

    private List<String> of(String column, String table, Patron patron) {
        return rows.column("SELECT " + column + " FROM " + table + " WHERE member_id = " + patron.memberId());
    }

    private long merchant(Patron patron) {
        return rows.number("SELECT merchant_id FROM member WHERE id = " + patron.memberId());
    }

    private List<String> namesOf(Patron patron) {
        var phone = patron.guest().phone();
        return Stream.of(
                        List.of(phone, "+86" + phone, Patron.NAME, Patron.CITY),
                        of("openid", "identity", patron),
                        of("unionid", "identity", patron))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    @Test
    void nothing_that_names_the_person_is_left_anywhere() {
        var patron = Patron.of(shop);
        var names = namesOf(patron);
        assertThat(names)
                .as("phone twice, name, city, two openids, one unionid")
                .hasSize(7);
        var hash = house.adminBean(PhoneHash.class)
                .of(merchant(patron), Phone.of(patron.guest().phone()));
        assertThat(everywhere.holding(patron.guest().phone())).contains("member_card.number");
        assertThat(everywhere.holding(names.getLast())).containsExactly("identity.unionid");
        assertThat(everywhere.holding(hash)).contains("member.phone_hash", "sms_code.phone_hash");

        var erased = patron.session().call("POST", "/wx/me/erasure", null);
        assertThat(erased.status()).as(erased.body()).isEqualTo(200);
        assertThat(erased.text("/erasedAt")).isNotEmpty();
        names.forEach(name -> assertThat(everywhere.holding(name)).as(name).isEmpty());
        assertThat(everywhere.holding(hash)).as("the phone's hash").isEmpty();
    }

    @Test
    void what_the_books_need_stays_without_a_name() {
        var patron = Patron.of(shop);
        var id = patron.memberId();
        assertThat(patron.session().call("POST", "/wx/me/erasure", null).status())
                .isEqualTo(200);
        var bare = "SELECT CONCAT(status, COALESCE(phone, phone_hash, verified_phone_hash, phone_last4,"
                + " phone_verified_at, name, profile) IS NULL) FROM member WHERE ";
        assertThat(rows.column(bare + "id = " + id)).containsExactly("ERASED1");
        assertThat(rows.column(bare + "merged_into = " + id)).containsExactly("MERGED1");
        assertThat(of("status", "member_card", patron)).containsExactlyInAnyOrder("CANCELLED", "CANCELLED", "MERGED");
        assertThat(of("live_slot = id", "member_card", patron)).containsOnly("1");
        assertThat(of("number", "member_card", patron)).as("each was the phone").containsOnly("null");
        assertThat(of("former_number", "member_card", patron))
                .as("the one of the sequence that gave way")
                .filteredOn(number -> !number.equals("null"))
                .hasSize(1);
        assertThat(of("COUNT(*)", "claim", patron)).containsExactly("2");
        assertThat(rows.column("SELECT status FROM claim_code WHERE referrer_id = " + id))
                .containsExactly("REVOKED");
        assertThat(rows.column("SELECT given FROM consent WHERE member_id = " + id + " ORDER BY id"))
                .as("what was agreed to stays as proof")
                .last()
                .isEqualTo("false");
        for (var table : List.of("identity", "member_name_start")) {
            assertThat(of("COUNT(*)", table, patron)).as(table).containsExactly("0");
        }
    }

    @Test
    void all_sessions_end_at_once_and_erasing_again_finds_nobody() {
        var patron = Patron.of(shop);
        assertThat(patron.onPage().call("POST", "/wx/me/erasure", null).status())
                .isEqualTo(200);
        for (var session : List.of(patron.session(), patron.onPage())) {
            assertThat(session.get("/wx/me").status()).isEqualTo(401);
            assertThat(session.call("POST", "/wx/me/export", null).status()).isEqualTo(401);
            assertThat(session.call("POST", "/wx/me/erasure", null).status()).isEqualTo(401);
        }
    }

    @Test
    void the_audit_says_that_it_was_done_and_not_of_whom() {
        var patron = Patron.of(shop);
        var before = rows.number("SELECT COUNT(*) FROM audit WHERE merchant_id = " + merchant(patron));
        patron.session().call("POST", "/wx/me/erasure", null);
        var added = rows.column("SELECT CONCAT_WS(' ', realm, actor_id, action, thing, thing_id, is_now) FROM audit"
                + " WHERE merchant_id = " + merchant(patron) + " ORDER BY id");
        assertThat(added).hasSize((int) before + 1);
        assertThat(added.getLast())
                .isEqualTo("MEMBER %s MEMBER_ERASED MEMBER %s {\"cards\":2,\"identities\":2}"
                        .formatted(patron.memberId(), patron.memberId()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"principal", "bonus", "held", "commission", "debt"})
    void with_money_on_a_card_or_owed_nobody_is_erased_and_nothing_changes(String kind) {
        var patron = Patron.of(shop);
        var holder = of("MAX(holder_id)", "member_card", patron).getFirst();
        rows.change("UPDATE holder SET " + kind + "_fen = 500 WHERE id = " + holder);
        var before = rows.digestOf(merchant(patron));
        var refused = patron.session().call("POST", "/wx/me/erasure", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problemCode()).hasValue(kind.equals("debt") ? "MONEY_OWED" : "MONEY_ON_CARD");
        assertThat(refused.json().get(kind + "Fen").asLong()).isEqualTo(500);
        assertThat(rows.digestOf(merchant(patron))).isEqualTo(before);
        rows.change("UPDATE holder SET points = 7, " + kind + "_fen = 0 WHERE id = " + holder);
        assertThat(patron.session().call("POST", "/wx/me/erasure", null).status())
                .as("points are forfeited")
                .isEqualTo(200);
    }

    @Test
    void the_same_person_comes_again_as_somebody_new() {
        var patron = Patron.of(shop);
        patron.session().call("POST", "/wx/me/erasure", null);
        var anew = patron.guest().inMiniProgram();
        assertThat(anew.get("/wx/me").problemCode()).hasValue("NO_MEMBER_YET");
        assertThat(anew.get("/wx/cards").json().get("items")).isEmpty();
        var card = patron.claimAgain(anew);
        assertThat(card.text("/number")).isEqualTo(patron.guest().phone());
        assertThat(anew.get("/wx/me").text("/id")).isNotEqualTo(patron.memberId());
        assertThat(anew.get("/wx/me").json().get("name").isNull()).isTrue();
        assertThat(patron.guest().inAccount().get("/wx/me").text("/id"))
                .as("joined by unionid")
                .isEqualTo(anew.get("/wx/me").text("/id"));
    }

    @Test
    void somebody_who_is_no_member_has_nothing_to_erase() {
        var session = Guest.stranger(shop).inMiniProgram();
        for (var path : List.of("/wx/me/erasure", "/wx/me/export")) {
            assertThat(session.call("POST", path, null).problemCode()).hasValue("NO_MEMBER_YET");
        }
    }

    @Test
    void nobody_else_loses_anything() {
        var other = Patron.of(shop);
        var patron = Patron.of(shop);
        var before = theirs(other);
        patron.session().call("POST", "/wx/me/erasure", null);
        assertThat(theirs(other)).isEqualTo(before);
        assertThat(other.session().get("/wx/me").text("/name")).isEqualTo(Patron.NAME);
    }

    private List<List<String>> theirs(Patron patron) {
        var found = new ArrayList<List<String>>();
        for (var table : List.of("member_card", "identity", "consent", "member_name_start")) {
            found.add(of("CONCAT(id, '/', merchant_id)", table, patron));
        }
        found.add(rows.column("SELECT CONCAT_WS('/', s.id, s.status) FROM sms_code s JOIN identity i"
                + " ON i.id = s.identity_id WHERE i.member_id = " + patron.memberId()));
        found.add(rows.column("SELECT status FROM claim_code WHERE referrer_id = " + patron.memberId()));
        return found;
    }
}
