package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Members take along all that is kept of them. */
class ExportTest {

    private final Shop shop = Shop.open(House.shared());
    private final Rows rows = Rows.of(House.shared().sandbox());

    private List<String> of(String column, String table, Patron patron) {
        return rows.column("SELECT " + column + " FROM " + table + " WHERE member_id = " + patron.memberId());
    }

    @Test
    void the_export_holds_all_that_is_kept_in_one_document() {
        var patron = Patron.of(shop);
        var answer = patron.session().call("POST", "/wx/me/export", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        var data = answer.json();
        assertThat(answer.text("/member/id")).isEqualTo(patron.memberId());
        assertThat(answer.text("/member/phone"))
                .isEqualTo("+86" + patron.guest().phone());
        assertThat(answer.text("/member/name")).isEqualTo(Patron.NAME);
        assertThat(data.at("/member/phoneVerifiedAt").asString()).isNotEmpty();
        assertThat(data.at("/member/profile")
                        .valueStream()
                        .map(each -> each.get("label").asString() + " "
                                + each.get("value").asString()))
                .containsExactly("城市 " + Patron.CITY, "姓名 " + Patron.NAME);
        assertThat(data.get("identities")
                        .valueStream()
                        .map(each -> each.get("kind").asString() + " "
                                + each.get("following").asBoolean()))
                .containsExactlyInAnyOrder("MINI_PROGRAM false", "OFFICIAL_ACCOUNT true");
        for (var column : List.of("openid", "unionid", "app_id")) {
            assertThat(of(column, "identity", patron))
                    .allSatisfy(value -> assertThat(answer.body()).contains('"' + value + '"'));
        }
        assertThat(data.get("cards")
                        .valueStream()
                        .map(card -> card.get("status").asString() + " "
                                + card.get("title").asString()))
                .containsExactly("ACTIVE 会员卡", "MERGED 会员卡", "ACTIVE 会员卡");
        for (var column : List.of("id", "number", "former_number", "template_id")) {
            assertThat(of(column, "member_card", patron))
                    .filteredOn(value -> !value.equals("null"))
                    .allSatisfy(value -> assertThat(answer.body()).contains('"' + value + '"'));
        }
        assertThat(data.get("claims")
                        .valueStream()
                        .map(claim -> claim.get("channel").asString() + claim.get("reasons")))
                .as("a bound card counts by the old one")
                .containsExactly("MINI_PROGRAM[]", "MINI_PROGRAM[\"NO_STORE\"]");
        assertThat(data.get("consents")
                        .valueStream()
                        .map(each ->
                                each.get("kind").asString() + each.get("given").asBoolean()))
                .containsExactly("TERMStrue");
        assertThat(data.get("smsCodes")
                        .valueStream()
                        .map(each -> each.get("purpose").asString()))
                .containsExactly("PIN");
        assertThat(rows.column("SELECT scene FROM claim_code WHERE referrer_id = " + patron.memberId()))
                .singleElement()
                .isEqualTo(answer.text("/invitations/0/scene"));
        assertThat(data.get("balances")
                        .valueStream()
                        .map(each -> each.get("principalFen").asLong()))
                .hasSize(2)
                .containsOnly(0L);
    }

    @Test
    void what_was_looked_at_and_said_is_in_it() {
        var patron = Patron.of(shop);
        var scene = shop.scene(shop.template());
        patron.session().get("/wx/claim-codes/" + scene);
        patron.session()
                .put(
                        "/wx/me/consents",
                        Map.of("consents", List.of(Map.of("kind", "TERMS", "version", "1", "given", false))));
        var data = patron.session().call("POST", "/wx/me/export", null).json();
        assertThat(data.get("intents")
                        .valueStream()
                        .map(each -> each.get("scene").asString()))
                .contains(scene);
        assertThat(data.get("consents")
                        .valueStream()
                        .map(each -> each.get("given").asBoolean()))
                .as("newest first, in full")
                .containsExactly(false, true);
    }

    @Test
    void nothing_of_anybody_else_is_in_it() {
        var other = Patron.of(shop);
        var patron = Patron.of(shop);
        var body = patron.session().call("POST", "/wx/me/export", null).body();
        assertThat(body).doesNotContain(other.guest().phone(), other.memberId());
        for (var table : List.of("identity", "member_card", "consent")) {
            assertThat(of("id", table, other)).noneMatch(body::contains);
        }
        assertThat(of("openid", "identity", other)).noneMatch(body::contains);
        assertThat(of("unionid", "identity", other)).noneMatch(body::contains);
        assertThat(rows.column("SELECT scene FROM claim_code WHERE referrer_id = " + other.memberId()))
                .noneMatch(body::contains);
    }

    @Test
    void each_export_is_audited_and_changes_nothing_else() {
        var patron = Patron.of(shop);
        var merchant = rows.number("SELECT merchant_id FROM member WHERE id = " + patron.memberId());
        var before = rows.digestOf(merchant);
        patron.session().call("POST", "/wx/me/export", null);
        var after = rows.digestOf(merchant);
        before.remove("audit");
        after.remove("audit");
        assertThat(after).isEqualTo(before);
        assertThat(rows.column("SELECT CONCAT_WS(' ', realm, actor_id, thing, thing_id, was, is_now) FROM audit"
                        + " WHERE action = 'MEMBER_DATA_EXPORTED' AND merchant_id = " + merchant))
                .containsExactly("MEMBER " + patron.memberId() + " MEMBER " + patron.memberId());
    }
}
