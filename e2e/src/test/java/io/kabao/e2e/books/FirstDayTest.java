package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cards that are good from one day to another, before the first of them. */
class FirstDayTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final LocalDate tomorrow =
            LocalDate.ofInstant(house.clock().instant(), ZONE).plusDays(1);
    private final Instant begin = tomorrow.atStartOfDay(ZONE).toInstant();
    private final Map<String, Object> dates = Map.of(
            "kind", "DATES",
            "from", tomorrow.toString(),
            "to", tomorrow.plusDays(30).toString());
    private final Guest guest = Guest.stranger(shop);
    private final Api session = guest.inMiniProgram();

    private String card(Map<String, Object> changes) {
        var all = new HashMap<>(changes);
        all.put("validity", dates);
        var card = guest.claim(session, shop.scene(shop.template(all))).text("/id");
        var active = session.post("/wx/cards/" + card + "/activation", Map.of("profile", Map.of()));
        assertThat(active.status()).as(active.body()).isEqualTo(200);
        return card;
    }

    private Answer post(String card, String path, Map<String, Object> body) {
        var whole = new HashMap<>(body);
        whole.put("card", Map.of("cardId", card));
        return shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, whole);
    }

    private Answer topUp(String card) {
        return post(card, "/admin/topups", Map.of("amountFen", 1_000, "means", "CASH"));
    }

    private Answer spend(String card) {
        return post(
                card, "/admin/spends", Map.of("orderNo", "D" + Shop.unique(16), "channel", "ONLINE", "amountFen", 10));
    }

    private Answer hold(String card) {
        return post(card, "/admin/holds", Map.of("orderNo", "D" + Shop.unique(16), "amountFen", 10));
    }

    private Answer memberCode(String card) {
        return session.call("POST", "/wx/cards/" + card + "/member-codes", null);
    }

    @Test
    void nothing_is_paid_with_a_card_or_into_it_before_its_first_day() {
        var card = card(Map.of());
        for (var refused : List.of(topUp(card), spend(card), hold(card), memberCode(card))) {
            assertThat(refused.problemCode()).as(refused.body()).hasValue("CARD_NOT_VALID_YET");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("/validFrom")).isEqualTo(begin.toString());
        }
        var shown = session.get("/wx/cards/" + card);
        assertThat(shown.text("/validFrom")).isEqualTo(begin.toString());
        assertThat(shown.text("/expiresAt"))
                .isEqualTo(tomorrow.plusDays(31).atStartOfDay(ZONE).toInstant().toString());
        assertThat(shop.owner().get("/admin/members").text("/items/0/cards/0/validFrom"))
                .isEqualTo(begin.toString());

        shop.pass(Duration.between(house.clock().instant(), begin));
        assertThat(topUp(card).status()).isEqualTo(201);
        assertThat(spend(card).status()).isEqualTo(201);
        assertThat(hold(card).status()).isEqualTo(201);
    }

    @Test
    void a_gift_lies_on_the_card_until_it_can_be_spent() {
        var card = card(Map.of("welcomeBonusFen", 880));
        await().untilAsserted(() -> assertThat(session.get("/wx/cards/" + card).number("/balanceFen"))
                .isEqualTo(880));
        assertThat(spend(card).problemCode()).hasValue("CARD_NOT_VALID_YET");
    }

    @Test
    void a_card_without_days_is_good_at_once() {
        var claimed = guest.claim(session, shop.scene(shop.template())).text("/id");
        session.post("/wx/cards/" + claimed + "/activation", Map.of("profile", Map.of()));
        assertThat(session.get("/wx/cards/" + claimed).json().get("validFrom").isNull())
                .isTrue();
        assertThat(topUp(claimed).status()).isEqualTo(201);
    }
}
