package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cards that are valid at some of a merchant's stores only. */
class ValidStoresTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final String region = shop.organization("华东");
    private final String here = shop.store("本店", region);
    private final String there = shop.store("别店", region);
    private final String template = shop.template(Map.of("storeIds", List.of(here)));
    private final String card = aCard();

    private String aCard() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var claimed = guest.claim(session, shop.scene(template)).text("/id");
        assertThat(session.post(
                                "/wx/cards/" + claimed + "/activation",
                                Map.of("profile", Map.of(), "favouriteStoreId", here))
                        .status())
                .isEqualTo(200);
        return claimed;
    }

    private Answer post(String path, Map<String, Object> body, @Nullable String store) {
        var whole = new HashMap<>(body);
        whole.put("card", Map.of("cardId", card));
        whole.put("storeId", store);
        return shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, whole);
    }

    private Answer topUp(String store) {
        return post("/admin/topups", Map.of("amountFen", 1_000, "means", "CASH"), store);
    }

    private Answer spend(@Nullable String store) {
        var channel = store == null ? "ONLINE" : "OFFLINE";
        return post(
                "/admin/spends", Map.of("orderNo", "V" + Shop.unique(16), "channel", channel, "amountFen", 10), store);
    }

    private Answer hold(String store) {
        return post("/admin/holds", Map.of("orderNo", "V" + Shop.unique(16), "amountFen", 10), store);
    }

    @Test
    void a_card_pays_and_is_paid_into_only_where_it_is_valid() {
        assertThat(topUp(here).status()).isEqualTo(201);
        var order = spend(here);
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        assertThat(hold(here).status()).isEqualTo(201);
        for (var refused : List.of(topUp(there), spend(there), hold(there))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.problemCode()).hasValue("CARD_NOT_VALID_HERE");
        }
        assertThat(spend(null).status()).as("not at a store at all").isEqualTo(201);
        var back =
                Map.<String, Object>of("spendId", order.text("/id"), "amountFen", 5, "reason", "退", "storeId", there);
        assertThat(shop.owner()
                        .with("Idempotency-Key", "k-" + Shop.unique(20))
                        .post("/admin/refunds", back)
                        .status())
                .as("what was paid is given back anywhere")
                .isEqualTo(201);
    }

    @Test
    void the_version_that_is_in_force_decides() {
        shop.changed("/admin/card-templates/" + template, Map.of("storeIds", List.of(there)));
        assertThat(topUp(there).problemCode()).as("a draft is nobody's card").hasValue("CARD_NOT_VALID_HERE");
        var at = house.clock().instant().plus(Duration.ofMinutes(10));
        shop.owner().post("/admin/card-templates/" + template + "/publication", Map.of("publishAt", at.toString()));
        assertThat(topUp(here).status()).isEqualTo(201);
        shop.pass(Duration.ofMinutes(10));
        assertThat(topUp(there).status()).isEqualTo(201);
        assertThat(topUp(here).problemCode()).hasValue("CARD_NOT_VALID_HERE");
        shop.rewritten(template, Map.of("storeIds", List.of()));
        assertThat(topUp(here).status()).as("valid everywhere").isEqualTo(201);
    }
}
