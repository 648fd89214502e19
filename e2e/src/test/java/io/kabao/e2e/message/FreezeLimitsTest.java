package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer who says "not me" after far too many other calls. */
class FreezeLimitsTest {

    /** Claims, activations and bindings that one customer may ask for within a minute. */
    private static final int CLAIMS = 10;

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
    void who_has_used_up_all_claims_of_a_minute_can_still_have_the_card_frozen() {
        try (var door = house.openForCustomers(Map.of())) {
            var merchant = house.openMerchant();
            var owner = house.from("203.0.113.81").signedIn(merchant.account(), Settings.OWNER_PASSWORD);
            var shop = Shop.open(house.sandbox(), owner, OwnHouse.from("203.0.113.82", door));
            var guest = Guest.stranger(shop);
            var session = guest.inMiniProgram();
            var card = guest.claim(session, shop.scene(shop.template(Map.of("autoBindOrCreate", true))))
                    .text("/id");
            var activation = "/wx/cards/" + card + "/activation";
            for (var asked = 1; asked < CLAIMS; asked++) {
                assertThat(session.post(activation, Map.of("profile", Map.of())).status())
                        .as("after the claim, call %d", asked)
                        .isNotEqualTo(429);
            }
            assertThat(session.post(activation, Map.of("profile", Map.of())).status())
                    .isEqualTo(429);
            var frozen = session.call("POST", "/wx/cards/" + card + "/freeze", null);
            assertThat(frozen.status()).as(frozen.body()).isEqualTo(200);
            assertThat(frozen.text("/status")).isEqualTo("FROZEN");
        }
    }
}
