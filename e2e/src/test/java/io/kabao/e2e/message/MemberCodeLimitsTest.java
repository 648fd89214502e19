package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer who makes codes for the till faster than any page does. */
class MemberCodeLimitsTest {

    private static final int ALLOWED = 12;

    private final OwnHouse house = OwnHouse.shared();

    @BeforeEach
    void stopTheClock() {
        house.clock().stop();
    }

    @AfterEach
    void letTheClockGoOn() {
        house.clock().goOn();
    }

    @Test
    void after_twelve_codes_a_minute_a_customer_is_told_when_to_come_again() {
        try (var door = house.openForCustomers(Map.of())) {
            var merchant = house.openMerchant();
            var owner = house.from("203.0.113.79").signedIn(merchant.account(), Settings.OWNER_PASSWORD);
            var shop = Shop.open(house.sandbox(), owner, OwnHouse.from("203.0.113.80", door));
            var guest = Guest.stranger(shop);
            var session = guest.inMiniProgram();
            var claimed = guest.claim(session, shop.scene(shop.template(Map.of("autoBindOrCreate", true))));
            var path = "/wx/cards/" + claimed.text("/id") + "/member-codes";
            for (var made = 1; made <= ALLOWED; made++) {
                assertThat(session.call("POST", path, null).status())
                        .as("code %d", made)
                        .isEqualTo(201);
            }
            var refused = session.call("POST", path, null);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problemCode()).hasValue("TOO_MANY_REQUESTS");
            assertThat(house.rows().number("SELECT COUNT(*) FROM member_code WHERE merchant_id = " + merchant.id()))
                    .isEqualTo(ALLOWED);
            house.pass(Duration.ofSeconds(Integer.parseInt(refused.header("Retry-After"))));
            assertThat(session.call("POST", path, null).status()).isEqualTo(201);
        }
    }
}
