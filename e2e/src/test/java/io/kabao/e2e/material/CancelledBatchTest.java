package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A batch that somebody cancels while it is drawn: it is left at once, and keeps nothing. */
class CancelledBatchTest {

    /** Posters take the longest: so many that none is the last one when it is cancelled. */
    private static final int POSTERS = 400;

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);

    @Test
    void a_batch_that_is_cancelled_while_it_draws_ends_there_and_the_next_one_is_made() {
        var template = shop.template();
        var area = shop.organization("华东");
        var stores = IntStream.range(0, POSTERS)
                .mapToObj(i -> shop.store("店" + i, area))
                .toList();
        var order = Order.by(shop, "STORE", template, Map.of("style", "POSTER"));
        order.awaitDone(1);
        assertThat(order.status()).isEqualTo("RUNNING");
        assertThat(shop.owner().delete(order.path()).status()).isEqualTo(204);
        var cancelled = order.look();
        assertThat(cancelled.text("/status")).isEqualTo("CANCELLED");
        assertThat(cancelled.number("/done")).isBetween(1L, POSTERS - 1L);
        // One of a merchant is made at a time, so the first one has been let go of when the next one is done.
        var next = Order.by(shop, "STORE", template, Map.of("ids", List.of(stores.getFirst())));
        next.awaitStatus("DONE");
        // Whoever went on drawing would keep a piece of the file for every few posters.
        Awaitility.await("nothing of the cancelled one is kept, or comes later")
                .atMost(Duration.ofSeconds(20))
                .during(Duration.ofSeconds(2))
                .until(() -> rows.number("SELECT COUNT(*) FROM material_chunk WHERE batch_id = " + order.id()) == 0);
        assertThat(order.look().json()).isEqualTo(cancelled.json());
        assertThat(shop.owner().get(order.path() + "/file").problemCode()).contains("MATERIAL_GONE");
    }
}
