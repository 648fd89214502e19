package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A chain of 500 stores and 5,000 people, all of whom share one phone: all codes and all prints, in time and memory. */
class MaterialsScaleTest {

    private static final int STORES = Soak.count(10, 500);
    private static final int PEOPLE = Soak.count(100, 5_000);
    private static final long MEGABYTE = 1024 * 1024;
    private static final long MEMORY_MEGABYTES = 64;
    private static final Duration MADE_WITHIN = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final String template = shop.template();

    /** What was used besides what was before, looked at twice a second behind a collection. */
    private static final class Memory implements AutoCloseable {

        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong most = new AtomicLong();
        private final long before = used();
        private final Thread watcher = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                most.accumulateAndGet(used(), Math::max);
                LockSupport.parkNanos(500_000_000);
            }
        });

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        long megabytes() {
            return Math.max(0, most.get() - before) / MEGABYTE;
        }

        @Override
        public void close() {
            over.set(true);
            try {
                watcher.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void grow() {
        var area = shop.organization("华东");
        var store = shop.store("第一店", area);
        var person = shop.staff("第一人", Map.of("storeId", store, "phone", "13800000001"));
        rows.change("INSERT INTO store (id, merchant_id, organization_id, name, open, version, created_at, updated_at)"
                + " SELECT s.id + n.seq, s.merchant_id, s.organization_id, CONCAT('门店', n.seq), 1, 1, s.created_at,"
                + " s.updated_at FROM store s JOIN seq_1_to_" + (STORES - 1) + " n WHERE s.id = " + store);
        rows.change("INSERT INTO staff (id, merchant_id, organization_id, store_id, name, employee_number, phone,"
                + " phone_hash, active, version, created_at, updated_at) SELECT p.id + n.seq, p.merchant_id,"
                + " p.organization_id, p.store_id + n.seq % " + STORES + ", CONCAT('员工', n.seq), CONCAT('N', n.seq),"
                + " p.phone, p.phone_hash, 1, 1, p.created_at, p.updated_at FROM staff p JOIN seq_1_to_" + (PEOPLE - 1)
                + " n WHERE p.id = " + person);
    }

    @Test
    void all_codes_and_all_badges_of_a_chain_come_in_bounded_time_and_memory(TestReporter reporter) {
        grow();
        print(reporter, "STAFF", PEOPLE, Map.of("style", "BADGE", "format", "PDF"));
        print(reporter, "STAFF", PEOPLE, Map.of("style", "CODE", "format", "ZIP"));
        print(reporter, "STORE", STORES, Map.of("style", "STICKER", "format", "PDF"));
        var merchant = rows.number("SELECT merchant_id FROM wechat_app WHERE app_id = '" + shop.account() + "'");
        assertThat(rows.number("SELECT COUNT(DISTINCT staff_id) FROM claim_code WHERE merchant_id = " + merchant))
                .isEqualTo(PEOPLE);
        assertThat(rows.number("SELECT COUNT(*) FROM claim_code WHERE merchant_id = " + merchant))
                .isEqualTo(PEOPLE + STORES);
    }

    private void print(TestReporter reporter, String subject, int prints, Map<String, Object> changes) {
        var began = System.nanoTime();
        Order order;
        Duration asked;
        try (var memory = new Memory()) {
            order = Order.by(shop, subject, template, changes);
            asked = since(began);
            var done = order.awaitStatus("DONE", PATIENCE);
            assertThat(done.number("/done")).isEqualTo(prints);
            var took = since(began);
            memory.close();
            reporter.publishEntry(
                    "%d × %s %s".formatted(prints, subject, changes),
                    "asked in %d ms, made in %d ms, %d MB more, file of %d bytes"
                            .formatted(
                                    asked.toMillis(), took.toMillis(), memory.megabytes(), done.number("/file/bytes")));
            assertThat(took).isLessThan(MADE_WITHIN);
            assertThat(memory.megabytes()).isLessThanOrEqualTo(MEMORY_MEGABYTES);
            assertThat(firstByte(order)).isLessThan(Duration.ofMillis(Soak.count(5_000, 200)));
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** How long the file's beginning takes; the rest is thrown away. */
    private static Duration firstByte(Order order) {
        order.who().firstByte(order.path() + "/file");
        return order.who().firstByte(order.path() + "/file");
    }
}
