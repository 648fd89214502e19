package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.level.GrowthBook;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An old card's level goes over to the card that it is bound to, and what was done with it goes on to count. */
class BoundLevelTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final Counter counter = new Counter(shop, books);
    private final String template = shop.template(Map.of("bindingFields", List.of("phone")));
    private final String scene = shop.scene(template);

    private Answer made(String path, Map<String, ?> body) {
        var answer =
                shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private void buy(long fen) {
        var order = new HashMap<String, Object>(Map.of("amountFen", fen, "channel", "OFFLINE"));
        order.put("card", Map.of("number", "A0001"));
        order.put("orderNo", "B-" + Shop.unique(16));
        made("/admin/spends", order);
    }

    private void count() {
        shop.pass(Duration.ofMinutes(3));
        house.adminBean(GrowthBook.class).bringUp();
    }

    @Test
    void the_level_goes_over_with_what_was_not_yet_counted() {
        house.trust(Rows.of(house.sandbox())
                .column("SELECT account FROM operator WHERE merchant_id = " + books.merchant())
                .getFirst());
        var levels = List.of(
                Map.of("name", "普通会员"),
                Map.of("name", "银卡", "growth", 100, "discountBp", 500),
                Map.of("name", "金卡", "growth", 200));
        var preview = made(
                "/admin/levels/preview", Map.of("version", 0, "levels", levels, "growth", Map.of("perSpendYuan", 1)));
        made("/admin/levels/application", Map.of("previewId", preview.text("/id")));
        var guest = Guest.stranger(shop);
        counter.handOut(Counter.Old.card(template, "A0001").of(guest.phone(), "王小明"));
        made("/admin/topups", Map.of("card", Map.of("number", "A0001"), "amountFen", 50_000, "means", "CASH"));
        buy(10_000);
        count();
        buy(12_000);

        var session = guest.inMiniProgram();
        var card = guest.claim(session, scene).text("/id");
        assertThat(session.get("/wx/cards/" + card).text("/level/name")).isEqualTo("普通会员");
        var bound = session.post(
                "/wx/cards/" + card + "/binding",
                Map.of("cardNumber", "A0001", "fields", Map.of("phone", guest.phone())));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(session.get("/wx/cards/" + card).text("/level/name")).isEqualTo("银卡");
        count();
        var standing = session.get("/wx/cards/" + card + "/level");
        assertThat(standing.number("/growth")).as("10,000 and 95 % of 12,000").isEqualTo(214);
        assertThat(standing.text("/level/name")).isEqualTo("金卡");
        assertThat(session.get("/wx/cards").number("/items/0/level/discountBp")).isZero();
    }
}
