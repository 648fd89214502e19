package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bookings name who served; somebody outside of whoever books is answered as nobody is. */
class WhoServedTest {

    private final Branches shop = new Branches(House.shared());
    private final long card = shop.card();

    private Answer booked(String path, long staff, Map<String, Object> more) {
        var form = new HashMap<String, Object>(Map.of(
                "card",
                Map.of("cardId", Long.toString(card)),
                "storeId",
                Long.toString(shop.east().store()),
                "staffId",
                Long.toString(staff)));
        form.putAll(more);
        return shop.cashier(shop.east())
                .with("Idempotency-Key", "k-" + Shop.unique(20))
                .post(path, form);
    }

    private Answer topUp(long staff) {
        return booked("/admin/topups", staff, Map.of("amountFen", 5_000, "means", "CASH"));
    }

    private Answer spend(long staff) {
        return booked("/admin/spends", staff, ordered("W-"));
    }

    private static Map<String, Object> ordered(String prefix) {
        return Map.of("orderNo", prefix + Shop.unique(12), "channel", "OFFLINE", "amountFen", 100);
    }

    private Answer hold(long staff) {
        return booked("/admin/holds", staff, ordered("V-"));
    }

    @Test
    void a_cashier_books_for_people_of_their_store_alone() {
        var own = shop.east().staff();
        for (var answer : List.of(topUp(own), spend(own), hold(own))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
        var elsewhere = shop.west().staff();
        var nowhere = 1L;
        for (var staff : List.of(elsewhere, nowhere)) {
            for (var answer : List.of(topUp(staff), spend(staff), hold(staff))) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(404);
                assertThat(answer.problemCode()).hasValue("STAFF_NOT_FOUND");
            }
        }
        assertThat(shop.rows().number("SELECT COUNT(*) FROM txn WHERE card_id = " + card))
                .isEqualTo(3);
    }
}
