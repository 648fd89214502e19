package io.kabao.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Customers bring the plastic card from the counter along, on the pages of the official account. */
class OldCardPagesTest extends PagesCase {

    /** Writes a card down that was handed out at the counter, with money on it. */
    private void handOut(String template, String number, Guest owner, long fen) {
        var form = Map.of(
                "templateId", template, "cardNumber", number, "offline", true, "phone", owner.phone(), "name", "王小明");
        atTheDesk("/admin/members", form);
        atTheDesk("/admin/topups", Map.of("card", Map.of("number", number), "amountFen", fen, "means", "CASH"));
    }

    private void atTheDesk(String path, Map<String, ?> body) {
        var made = shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    /** The state of the card that the counter finds under this number. */
    private String stateOf(String number) {
        return shop.owner()
                .get("/admin/members?q=" + number)
                .json()
                .get("items")
                .valueStream()
                .flatMap(member -> member.get("cards").valueStream())
                .filter(card -> card.get("number").asString().equals(number))
                .map(card -> card.get("status").asString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void who_has_several_under_the_phone_chooses_one() {
        var template = shop.template(Map.of("autoBindOrCreate", true));
        var guest = Guest.stranger(shop);
        handOut(template, "C0041", guest, 100);
        handOut(template, "C0042", guest, 2_500);
        handOut(template, "D0043", guest, 300);
        try (var customer = opens(guest, shop.scene(template))) {
            customer.claim();
            customer.isAt("CHOOSE");
            customer.reads("Choose the one to bring along with its balance, points and level.");
            assertThat(customer.page().getByRole(AriaRole.RADIO)).hasCount(4);
            customer.press("Continue");
            customer.reads("Please choose one");

            customer.field("*0042").check();
            customer.press("Continue");
            customer.holdsTheCard();
            assertThat(customer.cardNumber()).isEqualTo("C0042");
            assertThat(customer.cardSays("balance")).isEqualTo("25.00");
            customer.requireNothingWentWrong();
        }
        assertThat(List.of(stateOf("C0041"), stateOf("C0042"), stateOf("D0043")))
                .containsExactly("OFFLINE", "ACTIVE", "OFFLINE");
    }

    @Test
    void who_wants_none_of_several_thinks_again_and_gets_a_new_card() {
        var template = shop.template(Map.of("autoBindOrCreate", true));
        var guest = Guest.stranger(shop);
        handOut(template, "E0051", guest, 100);
        handOut(template, "E0052", guest, 100);
        try (var customer = opens(guest, shop.scene(template))) {
            customer.claim();
            customer.field("None of these is mine: a new card").check();
            customer.press("Continue");
            customer.isAt("PROFILE");
            customer.press("I have an old card to bring along");
            customer.isAt("CHOOSE");
            customer.field("None of these is mine: a new card").check();
            customer.press("Continue");
            customer.press("Activate the card");
            customer.holdsTheCard();
            assertThat(customer.cardNumber()).isNotIn("E0051", "E0052");
            assertThat(customer.cardSays("balance")).isEqualTo("0.00");
            customer.requireNothingWentWrong();
        }
        assertThat(List.of(stateOf("E0051"), stateOf("E0052"))).containsOnly("OFFLINE");
    }
}
