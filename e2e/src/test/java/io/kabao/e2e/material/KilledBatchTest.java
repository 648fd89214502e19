package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.AppProcess;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Shop;
import io.kabao.material.BatchWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The instance that makes a batch dies in its middle: another one goes on, and the file has each print once. */
class KilledBatchTest {

    private static final int STORES = 4;

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());

    @Test
    void another_instance_goes_on_with_what_a_killed_one_has_left() {
        IntStream.range(0, Soak.count(1, 10)).forEach(this::killAndGoOn);
    }

    /** Minutes go by until all are printed: whoever lost the batch to another may have had the minute's picture before. */
    private static void awaitAll(Order order, Shop shop) {
        Awaitility.await("all prints")
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(4))
                .until(() -> {
                    var isDone = order.look().number("/done") >= STORES;
                    if (!isDone) {
                        shop.pass(Duration.ofSeconds(61));
                    }
                    return isDone;
                });
    }

    private void killAndGoOn(int round) {
        var shop = Shop.open(house);
        var template = shop.template();
        var area = shop.organization("区");
        IntStream.range(0, STORES).forEach(i -> shop.store("店" + i, area));
        var until = 1 + round % (STORES - 1);
        shop.allowCodesAMinute(until);
        shop.untilWechatsNextMinute();
        var worker = house.adminBean(BatchWorker.class);
        worker.stop();
        try {
            var order = Order.by(shop, "STORE", template, Map.of("carrier", "MINI_PROGRAM"));
            // The process has the real time, which the clock of the doors here may be ahead of.
            var due = "UPDATE material_batch SET lease_until = '2026-01-01' WHERE id = " + order.id();
            rows.change(due);
            try (var other = AppProcess.ofJar("admin-api", Settings.of(house.sandbox()))) {
                order.awaitDone(until, Duration.ofSeconds(90));
                assertThat(order.status()).isEqualTo("RUNNING");
                other.kill9();
            }
            rows.change(due);
            worker.start();
            awaitAll(order, shop);
            var done = order.awaitStatus("DONE");
            assertThat(done.number("/done")).isEqualTo(STORES);
            assertThat(order.names())
                    .isEqualTo(IntStream.range(0, STORES)
                            .mapToObj(i -> "店%d/店%d.png".formatted(i, i))
                            .toList());
            assertThat(rows.column("SELECT COUNT(*) FROM material_chunk WHERE batch_id = " + order.id()))
                    .isEqualTo(List.of("1"));
            assertThat(rows.number("SELECT lease_no FROM material_batch WHERE id = " + order.id()))
                    .isGreaterThanOrEqualTo(2);
        } finally {
            worker.start();
        }
    }
}
