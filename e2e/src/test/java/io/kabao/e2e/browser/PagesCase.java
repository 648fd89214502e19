package io.kabao.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A shop, and a browser for its customers; one browser for all tests of a class. */
abstract class PagesCase {

    private static @Nullable Chromium chromium;

    final Shop shop = Shop.open(House.shared());

    @BeforeAll
    static void startTheBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    /** The guest opens a code on the phone. */
    Customer opens(Guest guest, String scene) {
        return Customer.opening(browser(), shop, guest, scene);
    }

    private static Chromium browser() {
        if (chromium == null) {
            throw new IllegalStateException("There is no browser outside of tests");
        }
        return chromium;
    }

    /** The counter knows nobody of this phone. */
    void isNobody(Guest guest) {
        assertThat(shop.owner().get("/admin/members?q=" + guest.phone()).json().get("items"))
                .isEmpty();
    }
}
