package io.kabao.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.kabao.e2e.claim.Guest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A card that wants the official account followed first, on its pages. */
class FollowPagesTest extends PagesCase {

    private final String store = shop.store("人民广场店", shop.organization("华东"));
    private final String scene = shop.code(
                    "STORE", shop.template(Map.of("followRequired", true)), Map.of("storeId", store))
            .text("/scene");

    @Test
    void the_page_says_so_shows_the_code_of_the_account_and_goes_on_after_the_follow() {
        try (var customer = opens(Guest.stranger(shop), scene)) {
            customer.isAt("FOLLOW");
            customer.reads("Follow us first");
            customer.reads("人民广场店");
            var code = customer.page().getByAltText("Code of the official account");
            assertThat(code).isVisible();
            assertThat((int) code.evaluate("async image => (await image.decode(), image.naturalWidth)"))
                    .isPositive();
            customer.press("I have followed");
            customer.reads("We haven't seen you follow yet. Wait a few seconds after following, then tap again.");

            customer.guest().scan(Map.of("ticket", ticketOf(code.getAttribute("src"))));
            isKnownToFollow(customer.guest(), true);
            comesBack(customer);
            customer.isAt("PHONE");
            customer.claim();
            customer.isAt("PROFILE");
            customer.press("Activate the card");
            var card = customer.holdsTheCard();
            assertThat(customer.cardSays("store")).isEqualTo("人民广场店");
            var atTheCounter = shop.owner().get("/admin/members?q=" + customer.cardNumber());
            assertThat(atTheCounter.text("/items/0/cards/0/id")).isEqualTo(card);
            assertThat(atTheCounter.text("/items/0/cards/0/issuingStoreId")).isEqualTo(store);
            customer.requireNothingWentWrong();
        }
    }

    @Test
    void whoever_follows_already_comes_by_the_link_in_the_message_and_is_not_asked() {
        var guest = Guest.stranger(shop);
        guest.scan(Map.of("appId", shop.account(), "scene", scene));
        isKnownToFollow(guest, true);
        try (var customer = opens(guest, scene)) {
            customer.isAt("PHONE");
            assertThat(guest.messages())
                    .singleElement()
                    .asString()
                    .contains(customer.page().url());
            assertThat(customer.page().getByRole(AriaRole.IMG)).hasCount(0);
            customer.requireNothingWentWrong();
        }
    }

    @Test
    void whoever_unfollows_meanwhile_is_led_back_to_the_code() {
        var guest = Guest.stranger(shop);
        guest.follow();
        isKnownToFollow(guest, true);
        try (var customer = opens(guest, scene)) {
            customer.isAt("PHONE");
            shop.pass(Duration.ofSeconds(1));
            guest.unfollow();
            isKnownToFollow(guest, false);
            customer.claim();
            customer.isAt("FOLLOW");
            customer.requireNothingElseWentWrong();
        }
        isNobody(guest);
    }

    /** WeChat tells it in a push, which is worked off in its own time. */
    private void isKnownToFollow(Guest guest, boolean follows) {
        var session = guest.inAccount();
        Awaitility.await("the push is worked off").until(() -> {
            var offer = session.get("/wx/claim-codes/" + scene);
            return offer.status() == 200 && offer.json().at("/follow/followed").asBoolean() == follows;
        });
    }

    /** The account's window closes and the page is seen again. */
    private static void comesBack(Customer customer) {
        customer.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    }

    private static String ticketOf(String address) {
        return URLDecoder.decode(
                URI.create(address).getRawQuery().replaceFirst("^ticket=", ""), StandardCharsets.UTF_8);
    }
}
