package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Shop;
import io.kabao.sandbox.http.Fault;
import io.kabao.sandbox.http.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A WeChat that once in a while gives no answer, over a long batch. */
class HiccupsTest {

    private static final String PICTURE = "/wxa/getwxacodeunlimit";

    /** More than fit into the two minutes that a batch waits for a WeChat that is gone. */
    private static final int HICCUPS = 45;

    /** Answers between two of them: a line is cut where half of the latest are missing. */
    private static final int ANSWERS = 2;

    /** What a batch waits after one of them. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);

    @AfterEach
    void all_is_well_again() {
        house.sandbox().http().world().faults().clear();
    }

    @Test
    void hiccups_do_not_add_up_while_prints_come_in_between() {
        var template = shop.template();
        var first = shop.store("总店", shop.organization("华东"));
        rows.change("""
                INSERT INTO store (id, merchant_id, organization_id, name, open, version, created_at, updated_at)
                SELECT id + seq, merchant_id, organization_id, CONCAT('店', seq), 1, 1, created_at, created_at
                FROM store JOIN seq_1_to_%d WHERE id = %s
                """.formatted(HICCUPS * ANSWERS, first));
        var faults = house.sandbox().http().world().faults();
        for (var hiccup = 0; hiccup < HICCUPS; hiccup++) {
            faults.order(Fault.of(PICTURE, Fault.Kind.HTML, 1));
            faults.order(Fault.of(PICTURE, Fault.Kind.SLOW, ANSWERS));
        }
        var order = Order.by(shop, "STORE", template, Map.of("carrier", "MINI_PROGRAM", "format", "PDF"));
        var waited = new AtomicInteger();
        Awaitility.await("the batch is done")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    // Time goes by while the batch waits, and not while it draws: its lease would end.
                    if (HICCUPS - hiccupsLeft(faults) > waited.get()) {
                        waited.incrementAndGet();
                        shop.pass(PAUSE);
                    }
                    return order.status().equals("DONE");
                });
        assertThat(order.failed()).isEmpty();
        assertThat(order.look().number("/done")).isEqualTo(1 + HICCUPS * ANSWERS);
        assertThat(faults.waiting()).isEmpty();
    }

    private static long hiccupsLeft(Faults faults) {
        return faults.waiting().stream()
                .filter(fault -> fault.kind() == Fault.Kind.HTML)
                .count();
    }
}
