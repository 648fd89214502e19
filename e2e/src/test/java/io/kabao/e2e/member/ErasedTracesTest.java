package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.Phone;
import io.kabao.kernel.crypto.PhoneHash;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others wrote down of somebody who is erased goes with them; what the books say stays, and names nobody. */
class ErasedTracesTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Rows rows = Rows.of(house.sandbox());
    private final Everywhere everywhere = Everywhere.in(house);

    @AfterEach
    void no_rule_of_the_platform_was_broken() {
        assertThat(shop.outside().get("/sandbox/violations").json().get("items"))
                .isEmpty();
    }

    /** Somebody else could agree, so that corrections wait. */
    private void aManager() {
        var form = Map.of(
                "account",
                "m-" + Shop.unique(16),
                "name",
                "店长",
                "roleIds",
                List.of("2"),
                "scope",
                Map.of("kind", "ALL"));
        var added = shop.proved(() -> shop.owner().post("/admin/operators", form));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        rows.change("UPDATE operator SET added_by = NULL, login_made_by = NULL WHERE id = " + added.text("/id"));
    }

    /** The member of an old card of the counter's. */
    private String oldMember(String template, String number, String phone) {
        new Desk(shop).oldCard(template, number, Map.of("phone", phone, "name", "司徒钟"));
        return rows.column("SELECT member_id FROM member_card WHERE number = '" + number + "'")
                .getFirst();
    }

    /** Asks for another phone of an old card's member, which waits; what waits. */
    private String asked(String member, String phone) {
        var edit = Map.of("version", 1, "phone", phone, "reason", "顾客换号");
        var waiting = shop.owner().patch("/admin/members/" + member, edit);
        assertThat(waiting.status()).as(waiting.body()).isEqualTo(202);
        return waiting.text("/approvalId");
    }

    private String payloadOf(String approval) {
        return rows.column("SELECT IF(payload IS NULL, 'gone', 'there') FROM approval WHERE id = " + approval)
                .getFirst();
    }

    private String statusOf(String approval) {
        return shop.owner().get("/admin/approvals/" + approval).text("/status");
    }

    @Test
    void what_waits_to_write_down_the_person_ends_unread_and_what_waits_for_others_goes_on() {
        aManager();
        var template = shop.template(Map.of("bindingFields", List.of("phone")));
        var guest = Guest.stranger(shop);
        var number = "OLD-" + Shop.unique(10);
        var own = asked(oldMember(template, number, guest.phone()), Desk.freshPhone());
        var theirPhone = asked(oldMember(template, number + "-2", Desk.freshPhone()), guest.phone());
        var others = asked(oldMember(template, number + "-3", Desk.freshPhone()), Desk.freshPhone());

        var session = guest.inMiniProgram();
        var card = guest.claim(session, shop.scene(template)).text("/id");
        var fields = Map.of("phone", guest.phone());
        var bound = session.post("/wx/cards/" + card + "/binding", Map.of("cardNumber", number, "fields", fields));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        for (var approval : List.of(own, theirPhone, others)) {
            assertThat(payloadOf(approval)).isEqualTo("there");
        }

        assertThat(session.call("POST", "/wx/me/erasure", null).status()).isEqualTo(200);
        for (var approval : List.of(own, theirPhone)) {
            assertThat(payloadOf(approval)).isEqualTo("gone");
            assertThat(statusOf(approval)).isEqualTo("EXPIRED");
            assertThat(shop.owner()
                            .post("/admin/approvals/" + approval + "/approval", Map.of())
                            .problemCode())
                    .hasValue("APPROVAL_OVER");
        }
        assertThat(payloadOf(others)).isEqualTo("there");
        assertThat(statusOf(others)).isEqualTo("WAITING");
        assertThat(everywhere.holding(guest.phone())).isEmpty();
    }

    private Answer counter(String path, Map<String, ?> body) {
        return Desk.made(
                shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, body));
    }

    @Test
    void of_somebody_whose_money_and_points_moved_the_books_stay_and_the_name_does_not() {
        var patron = Patron.of(shop);
        var phone = patron.guest().phone();
        var card = Map.of("number", phone);
        counter("/admin/topups", Map.of("card", card, "amountFen", 9_000, "means", "CASH", "note", "年会员"));
        var order = Map.of("card", card, "orderNo", "A-" + Shop.unique(12), "channel", "ONLINE", "amountFen", 2_000);
        var spend = counter("/admin/spends", order).text("/id");
        counter("/admin/refunds", Map.of("spendId", spend, "amountFen", 500, "reason", "少了一块"));
        counter("/admin/points-adjustments", Map.of("card", card, "points", 70, "reason", "补记"));
        var rest = Map.of("card", card, "orderNo", "B-" + Shop.unique(12), "channel", "ONLINE", "amountFen", 7_500);
        counter("/admin/spends", rest);
        var holders = "SELECT holder_id FROM member_card WHERE member_id = " + patron.memberId();
        var moved = "SELECT COUNT(*) FROM txn WHERE holder_id IN (" + holders + ")";
        assertThat(rows.number(moved)).isEqualTo(5);
        var names = Stream.of(
                        List.of(phone, "+86" + phone, Patron.NAME, Patron.CITY),
                        rows.column("SELECT openid FROM identity WHERE member_id = " + patron.memberId()),
                        rows.column("SELECT DISTINCT unionid FROM identity WHERE member_id = " + patron.memberId()))
                .flatMap(List::stream)
                .toList();
        assertThat(names)
                .as("phone twice, name, city, two openids, one unionid")
                .hasSize(7);
        var merchant = rows.number("SELECT merchant_id FROM member WHERE id = " + patron.memberId());
        var hash = house.adminBean(PhoneHash.class).of(merchant, Phone.of(phone));

        var erased = patron.session().call("POST", "/wx/me/erasure", null);
        assertThat(erased.status()).as(erased.body()).isEqualTo(200);
        names.forEach(name -> assertThat(everywhere.holding(name)).as(name).isEmpty());
        assertThat(everywhere.holding(hash)).as("the phone's hash").isEmpty();
        assertThat(rows.number(moved)).isEqualTo(5);
        assertThat(shop.owner()
                        .post("/admin/ledger/verification", Map.of())
                        .json()
                        .get("findings"))
                .isEmpty();
    }
}
