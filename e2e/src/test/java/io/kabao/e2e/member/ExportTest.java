package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Members take along all that is kept of them. */
class ExportTest {

    /** Tables of which the export holds the member's rows, and the part that does. */
    private static final Map<String, String> IN_IT = Map.ofEntries(
            Map.entry("member", "member"),
            Map.entry("identity", "identities"),
            Map.entry("member_card", "cards"),
            Map.entry("claim", "claims"),
            Map.entry("consent", "consents"),
            Map.entry("txn", "movements"),
            Map.entry("entry", "movements"),
            Map.entry("lot", "movements"),
            Map.entry("topup", "movements"),
            Map.entry("topup_refund", "movements"),
            Map.entry("withdrawal", "movements"),
            Map.entry("wallet_payout", "movements"),
            Map.entry("spend", "movements"),
            Map.entry("refund", "movements"),
            Map.entry("hold", "movements"),
            Map.entry("points_adjustment", "movements"),
            Map.entry("points_exchange", "movements"),
            Map.entry("commission_exchange", "movements"),
            Map.entry("commission", "commissions"),
            Map.entry("welcome_gift", "gifts"),
            Map.entry("card_growth", "levels"),
            Map.entry("level_change", "levels"),
            Map.entry("level_gift", "levels"),
            Map.entry("membership", "levels"));

    /** The others, and why nothing of them is in it. */
    private static final Map<String, String> NOT_IN_IT = Map.of(
            "commission_got", "sums of what bringing friends earned, for its bounds; each is in it by itself",
            "member_ancestry", "that those below the member are still to be put right after a change",
            "member_name_start", "keyed hashes of the name's first characters, which is in it in full",
            "payment_pin", "a keyed hash and a count of wrong tries; what it is of, nobody else knows",
            "reminder", "when the member was told last that points or a level end, for not telling it again at once",
            "member_code", "keyed hashes of codes that were good for a minute",
            "patron", "that a balance moved at a store, for counts; each time is in it as a movement",
            "topup_rule_use", "how often a rule was used, for its limit; each top-up names its rule",
            "topup_card_gift", "that a top-up brings a card, which is in it once it is opened",
            "card_group", "companies, who are nobody's personal data");

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

    private Answer counter(String path, Map<String, ?> body) {
        return shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, body);
    }

    private static List<String> types(Answer export) {
        return export.json()
                .get("movements")
                .valueStream()
                .map(each -> each.get("type").asString())
                .toList();
    }

    @Test
    void what_was_paid_in_bought_set_aside_and_given_back_is_in_it() {
        var patron = Patron.of(shop);
        var id = patron.session().get("/wx/cards").text("/items/0/id");
        var card = Map.of("cardId", id);
        var before = types(patron.session().call("POST", "/wx/me/export", null));
        Desk.made(counter("/admin/topups", Map.of("card", card, "amountFen", 9_000, "means", "CASH")));
        var lines = List.of(
                Map.of("name", "茉莉花茶", "sku", "T-1", "category", "茶", "unitPriceFen", 700, "quantity", 2),
                Map.of("name", "桂花糕", "unitPriceFen", 600, "quantity", 1));
        var order = Map.of("card", card, "orderNo", "E-" + id, "channel", "ONLINE", "lines", lines);
        var spend = Desk.made(counter("/admin/spends", order)).text("/id");
        Desk.made(counter("/admin/refunds", Map.of("spendId", spend, "amountFen", 300, "reason", "少了一块")));
        var held = Map.of("card", card, "orderNo", "H-" + id, "channel", "ONLINE", "amountFen", 500);
        var hold = Desk.made(counter("/admin/holds", held)).text("/id");

        var answer = patron.session().call("POST", "/wx/me/export", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(before).isEmpty();
        assertThat(types(answer)).containsExactly("HOLD", "REFUND", "SPEND", "TOPUP");
        var movements = answer.json().get("movements");
        assertThat(movements.at("/0/hold/status").asString()).isEqualTo("HELD");
        assertThat(movements.at("/0/id").asString()).isEqualTo(hold);
        assertThat(movements.at("/1/reason").asString()).isEqualTo("少了一块");
        assertThat(movements.at("/1/reversesId").asString()).isEqualTo(spend);
        assertThat(movements.at("/2/orderNo").asString()).isEqualTo("E-" + id);
        assertThat(movements.at("/2/order/listFen").asLong()).isEqualTo(2_000);
        assertThat(movements.at("/2/order/refundedFen").asLong()).isEqualTo(300);
        assertThat(movements
                        .at("/2/order/lines")
                        .valueStream()
                        .map(line -> line.get("name").asString() + " "
                                + line.get("quantity").asInt() + " "
                                + line.get("paidFen").asLong()))
                .containsExactly("茉莉花茶 2 1400", "桂花糕 1 600");
        assertThat(movements.at("/3/means/0/kind").asString()).isEqualTo("CASH");
        assertThat(movements.at("/3/balanceAfterFen").asLong()).isEqualTo(9_000);
        assertThat(answer.body()).doesNotContain("actorId", "approverId");
    }

    @Test
    void of_a_balance_that_is_shared_it_holds_what_the_own_card_moved() {
        var template = shop.template(Map.of("kind", "LINKED", "autoBindOrCreate", true));
        var mother = Guest.stranger(shop);
        var main = mother.claim(mother.inMiniProgram(), shop.scene(template)).text("/id");
        var child = Guest.stranger(shop);
        var session = child.inMiniProgram();
        var linked = child.claim(session, shop.scene(template)).text("/id");
        Desk.made(
                counter("/admin/topups", Map.of("card", Map.of("cardId", main), "amountFen", 5_000, "means", "CASH")));
        var link = shop.owner()
                .post(
                        "/admin/cards/" + linked + "/link",
                        Map.of("toCardId", main, "limits", Map.of("perDayFen", 1_000)));
        assertThat(link.status()).as(link.body()).isEqualTo(200);
        for (var who : List.of(main, linked)) {
            var order =
                    Map.of("card", Map.of("cardId", who), "orderNo", "F-" + who, "channel", "ONLINE", "amountFen", 400);
            Desk.made(counter("/admin/spends", order));
        }
        var export = session.call("POST", "/wx/me/export", null);
        assertThat(types(export)).containsExactly("SPEND");
        assertThat(export.text("/movements/0/orderNo")).isEqualTo("F-" + linked);
        assertThat(export.json().at("/shares/0/perDayFen").asLong()).isEqualTo(1_000);
    }

    @Test
    void a_welcome_gift_is_in_it() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var card = guest.claim(session, shop.scene(shop.template(Map.of("welcomeBonusFen", 880))))
                .text("/id");
        var export = session.call("POST", "/wx/me/export", null);
        assertThat(export.text("/gifts/0/cardId")).isEqualTo(card);
        assertThat(export.text("/gifts/0/status")).isEqualTo("OWED");
    }

    @Test
    void of_each_table_that_names_members_cards_or_balances_it_is_said_whether_it_is_in_it() {
        var tables =
                rows.column("SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'kabao'"
                        + " AND column_name IN ('member_id', 'card_id', 'holder_id') ORDER BY table_name");
        assertThat(Stream.concat(IN_IT.keySet().stream(), NOT_IN_IT.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(tables);
        var export =
                Patron.of(shop).session().call("POST", "/wx/me/export", null).json();
        assertThat(IN_IT.values())
                .allSatisfy(part -> assertThat(export.has(part)).as(part).isTrue());
    }
}
