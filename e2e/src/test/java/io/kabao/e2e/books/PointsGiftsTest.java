package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Verification;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Points that a template gives with its card and for a profile that is filled in: each once for a phone. */
class PointsGiftsTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final long merchant =
            Long.parseLong(shop.owner().get("/admin/merchant").text("/id"));
    private static final Map<String, Object> GIVING = Map.of(
            "welcomePoints",
            50,
            "profilePoints",
            30,
            "profileFields",
            List.of(
                    field("name", "TEXT", "EDITABLE"),
                    field("birthday", "DATE", "FILL_ONCE"),
                    field("level", "TEXT", "READ_ONLY")));
    private static final Map<String, String> WHOLE = Map.of("name", "王小明", "birthday", "1990-02-03");
    private final String template = shop.template(GIVING);
    private final Guest guest = Guest.stranger(shop);

    private static Map<String, Object> field(String key, String type, String right) {
        return Map.of("key", key, "label", key, "type", type, "editRight", right);
    }

    @AfterEach
    void theBooksAreRight() {
        assertThat(house.adminBean(Verification.class).verify(merchant)).isEmpty();
    }

    private String active(Api session, Map<String, String> profile) {
        return active(session, template, profile);
    }

    private String active(Api session, String ofTemplate, Map<String, String> profile) {
        var claimed = guest.claim(session, shop.scene(ofTemplate));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        var card = claimed.text("/id");
        var answer = session.post("/wx/cards/" + card + "/activation", Map.of("profile", profile));
        assertThat(answer.text("/status")).as(answer.body()).isEqualTo("ACTIVE");
        return card;
    }

    private static Answer fillIn(Api session, String field, String answer) {
        return session.call("PATCH", "/wx/me", Map.of("profile", Map.of(field, answer)));
    }

    private void awaitPoints(Api session, String card, long points) {
        await().untilAsserted(() ->
                assertThat(session.get("/wx/cards/" + card).number("/points")).isEqualTo(points));
        await("no gift is owed")
                .until(() -> rows.number(
                                "SELECT COUNT(*) FROM welcome_gift WHERE status = 'OWED' AND merchant_id = " + merchant)
                        == 0);
    }

    private List<String> gifts(String card) {
        return rows.column("SELECT CONCAT_WS(' ', kind, status, bonus_fen, points) FROM welcome_gift WHERE card_id = "
                + card + " ORDER BY id");
    }

    @Test
    void they_come_with_the_card_and_once_the_profile_is_whole() {
        var session = guest.inMiniProgram();
        var card = active(session, Map.of());
        awaitPoints(session, card, 50);
        assertThat(fillIn(session, "name", "王小明").status()).isEqualTo(200);
        assertThat(gifts(card)).containsExactly("WELCOME CREDITED 0 50");
        assertThat(fillIn(session, "birthday", "1990-02-03").status()).isEqualTo(200);
        awaitPoints(session, card, 80);
        assertThat(session.get("/wx/cards/" + card + "/points-lots")
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(1);
        assertThat(session.get("/wx/cards/" + card + "/entries?book=POINTS")
                        .json()
                        .at("/items")
                        .findValuesAsString("title"))
                .containsExactly("新会员赠送", "新会员赠送");
        assertThat(fillIn(session, "name", "").status()).isEqualTo(200);
        assertThat(fillIn(session, "name", "王大明").status()).isEqualTo(200);
        assertThat(gifts(card)).containsExactly("WELCOME CREDITED 0 50", "PROFILE CREDITED 0 30");
    }

    @Test
    void a_profile_that_is_whole_at_the_activation_brings_both() {
        var session = guest.inMiniProgram();
        var card = active(session, WHOLE);
        awaitPoints(session, card, 80);
        assertThat(gifts(card)).containsExactlyInAnyOrder("WELCOME CREDITED 0 50", "PROFILE CREDITED 0 30");
    }

    @Test
    void a_profile_that_was_whole_before_brings_them_with_a_card_of_another_template() {
        var session = guest.inMiniProgram();
        awaitPoints(session, active(session, WHOLE), 80);
        var other = active(session, shop.template(GIVING), Map.of());
        awaitPoints(session, other, 80);
        assertThat(gifts(other)).hasSize(2);
    }

    @Test
    void for_a_profile_filled_in_while_the_card_is_frozen_they_come_when_it_is_used_again() {
        var session = guest.inMiniProgram();
        var card = active(session, Map.of("birthday", "1990-02-03"));
        awaitPoints(session, card, 50);
        var desk = shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
        assertThat(desk.post("/admin/cards/" + card + "/freeze", Map.of("reason", "丢失"))
                        .status())
                .isEqualTo(200);
        assertThat(fillIn(session, "name", "王小明").status()).isEqualTo(200);
        assertThat(gifts(card)).containsExactly("WELCOME CREDITED 0 50", "PROFILE OWED 0 30");
        var again = shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
        assertThat(again.post("/admin/cards/" + card + "/unfreeze", Map.of("reason", "找到"))
                        .status())
                .isEqualTo(200);
        awaitPoints(session, card, 80);
    }

    @Test
    void a_template_that_asks_its_member_for_nothing_gives_nothing_for_a_profile() {
        var asked = Map.of(
                "name",
                "卡",
                "title",
                "卡",
                "profilePoints",
                1,
                "profileFields",
                List.of(field("a", "TEXT", "READ_ONLY")));
        assertThat(shop.owner().post("/admin/card-templates", asked).problemCode())
                .hasValue("NOTHING_TO_FILL_IN");
    }

    @Test
    void of_many_who_fill_in_the_last_field_at_once_one_is_given_for_it() {
        var session = guest.inMiniProgram();
        var card = active(session, Map.of("birthday", "1990-02-03"));
        var statuses = Counter.atOnce(20, i -> fillIn(session, "name", "王" + i).status());
        assertThat(Collections.frequency(statuses, 200)).isPositive();
        awaitPoints(session, card, 80);
        assertThat(gifts(card)).hasSize(2);
    }

    @Test
    void a_phone_that_was_given_them_and_is_erased_is_given_none_again() {
        var session = guest.inMiniProgram();
        awaitPoints(session, active(session, WHOLE), 80);
        var erased = session.call("POST", "/wx/me/erasure", null);
        assertThat(erased.status()).as(erased.body()).isBetween(200, 299);
        var again = guest.inMiniProgram();
        var card = active(again, WHOLE);
        assertThat(gifts(card)).isEmpty();
        assertThat(again.get("/wx/cards/" + card).number("/points")).isZero();
    }

    @Test
    void what_a_template_gives_is_shown_and_bounded() {
        var path = "/admin/card-templates/" + template;
        var shown = shop.owner().get(path);
        assertThat(List.of(shown.number("/welcomePoints"), shown.number("/profilePoints")))
                .containsExactly(50L, 30L);
        for (var field : List.of("welcomePoints", "profilePoints")) {
            for (var wrong : new long[] {-1, 100_001}) {
                var version = shop.owner().get(path).number("/version");
                assertThat(shop.owner()
                                .patch(path, Map.of("version", version, field, wrong))
                                .status())
                        .isEqualTo(400);
            }
            var group = Map.of("name", "团体卡", "title", "团体卡", "kind", "GROUP", field, 1);
            var refused = shop.owner().post("/admin/card-templates", group);
            assertThat(refused.problemCode()).hasValue("GROUP_WITHOUT_GIFT");
            assertThat(refused.text("/field")).isEqualTo(field);
        }
    }
}
