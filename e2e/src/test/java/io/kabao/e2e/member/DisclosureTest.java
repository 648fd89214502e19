package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The merchant's people see personal data in full only when they say why, and it stays on record. */
class DisclosureTest {

    private static final String WHY = "顾客来电核对资料";

    private final Shop shop = Shop.open(House.shared());
    private final Rows rows = Rows.of(House.shared().sandbox());
    private final Patron patron = Patron.of(shop);
    private final String path = "/admin/members/" + patron.memberId() + "/disclosure";

    private Answer disclosed(String... fields) {
        return shop.owner().post(path, Map.of("fields", List.of(fields), "reason", WHY));
    }

    private List<String> audited() {
        return rows.column("SELECT CONCAT_WS(' ', realm, thing, thing_id, is_now, reason) FROM audit"
                + " WHERE action = 'MEMBER_DISCLOSED' AND thing_id = " + patron.memberId() + " ORDER BY id");
    }

    @Test
    void what_is_asked_for_is_shown_in_full_and_nothing_else() {
        var phone = disclosed("phone");
        assertThat(phone.status()).as(phone.body()).isEqualTo(200);
        assertThat(phone.text("/phone")).isEqualTo("+86" + patron.guest().phone());
        assertThat(phone.json().get("name").isNull()).isTrue();
        assertThat(phone.body()).doesNotContain(Patron.NAME, Patron.CITY);
        var rest = disclosed("profile", "name");
        assertThat(rest.text("/name")).isEqualTo(Patron.NAME);
        assertThat(rest.json()
                        .get("profile")
                        .valueStream()
                        .map(each -> each.get("key").asString() + " "
                                + each.get("label").asString() + " "
                                + each.get("value").asString()))
                .containsExactly("city 城市 " + Patron.CITY, "name 姓名 " + Patron.NAME);
        assertThat(rest.body()).doesNotContain(patron.guest().phone());
    }

    @Test
    void each_time_it_is_audited_with_the_reason_and_the_fields_but_without_what_stood_in_them() {
        disclosed("name", "phone", "phone");
        assertThat(audited())
                .containsExactly("OPERATOR MEMBER " + patron.memberId() + " {\"fields\":[\"phone\",\"name\"]} " + WHY);
        assertThat(rows.number("SELECT COUNT(*) FROM audit a JOIN operator o ON o.id = a.actor_id"
                        + " AND o.merchant_id = a.merchant_id WHERE a.action = 'MEMBER_DISCLOSED' AND a.thing_id = "
                        + patron.memberId()))
                .as("by whom")
                .isEqualTo(1);
    }

    @Test
    void without_a_reason_or_a_field_there_is_nothing_to_see() {
        for (var wish : List.<Map<String, Object>>of(
                Map.of("fields", List.of("phone")),
                Map.of("fields", List.of("phone"), "reason", " "),
                Map.of("fields", List.of("phone"), "reason", "x".repeat(201)),
                Map.of("fields", List.of(), "reason", WHY),
                Map.of("fields", List.of("openid"), "reason", WHY),
                Map.of("reason", WHY))) {
            var refused = shop.owner().post(path, wish);
            assertThat(refused.status()).as("%s", wish).isEqualTo(400);
            assertThat(refused.problemCode()).hasValue("INVALID_REQUEST");
        }
        assertThat(audited()).isEmpty();
    }

    @Test
    void members_who_are_erased_merged_or_another_merchants_are_not_there() {
        var wish = Map.of("fields", List.of("phone"), "reason", WHY);
        var merged = rows.column("SELECT id FROM member WHERE merged_into = " + patron.memberId())
                .getFirst();
        assertThat(shop.owner()
                        .post("/admin/members/" + merged + "/disclosure", wish)
                        .problemCode())
                .hasValue("MEMBER_NOT_FOUND");
        assertThat(Shop.open(House.shared()).owner().post(path, wish).problemCode())
                .hasValue("MEMBER_NOT_FOUND");
        patron.session().call("POST", "/wx/me/erasure", null);
        assertThat(shop.owner().post(path, wish).status()).isEqualTo(404);
        assertThat(shop.owner().get("/admin/members/" + patron.memberId()).status())
                .isEqualTo(404);
        assertThat(audited()).isEmpty();
    }
}
