package io.kabao.e2e.books;

import io.kabao.e2e.message.OwnHouse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nobody has to ask for the books to be verified. */
class NightlyVerificationTest {

    private final OwnHouse house = OwnHouse.shared();

    @Test
    void the_books_of_every_merchant_are_verified_once_a_night_has_gone_by() {
        house.openMerchant();
        try (var door = house.open(Map.of("KABAO_BOOKS_VERIFIED_AT", "03:30"))) {
            // Whichever instance is first does it, also one that would not have planned it.
            var instances = List.of(door.getBean(MeterRegistry.class), house.bean(MeterRegistry.class));
            house.pass(Duration.ofDays(1));
            Awaitility.await("verification")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> verified(instances) >= house.rows().number("SELECT COUNT(*) FROM merchant"));
        }
    }

    private static double verified(List<MeterRegistry> instances) {
        return instances.stream()
                .mapToDouble(
                        meters -> meters.counter("kabao.books.verifications").count())
                .sum();
    }
}
