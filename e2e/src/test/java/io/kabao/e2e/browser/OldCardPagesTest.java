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

    private static final String PROOF =
            "Show that the card is yours: get a code on the phone that the shop knows for it.";

    private final List<Map<String, Object>> asked = List.of(
            Map.of("key", "name", "label", "姓名", "type", "TEXT", "required", true),
            Map.of("key", "birthday", "label", "生日", "type", "DATE", "required", false));

    private String byDetails() {
        return shop.template(Map.of("bindingFields", List.of("phone", "name"), "profileFields", asked));
    }

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
    void whoever_mistypes_is_told_and_with_the_code_to_the_old_phone_brings_number_and_balance_along() {
        var template = byDetails();
        var oldPhone = Guest.stranger(shop);
        handOut(template, "A0001", oldPhone, 50_000);
        try (var customer = opens(Guest.stranger(shop), shop.scene(template))) {
            customer.claim();
            customer.isAt("PROFILE");
            customer.press("I have an old card to bring along");
            customer.isAt("OLD_CARD");
            customer.reads("Fill this in as you told the shop back then.");
            customer.press("Bring it along");
            customer.reads("Fill in: Number of the old card");
            customer.reads("Fill in: 姓名");
            assertThat(customer.field("Number of the old card")).isFocused();

            customer.fill("Number of the old card", "A0007");
            customer.fill("手机号", oldPhone.phone());
            customer.fill("姓名", "王小明");
            customer.press("Bring it along");
            customer.isTold("The old card could not be verified; check number and details.");
            customer.readsNoMore("Fill in: 姓名");
            assertThat(customer.field("姓名")).hasValue("王小明");

            customer.fill("Number of the old card", "A0001");
            customer.press("Bring it along");
            proves(customer, oldPhone);
            customer.holdsTheCard();
            assertThat(customer.cardNumber()).isEqualTo("A0001");
            assertThat(customer.cardSays("balance")).isEqualTo("500.00");
            customer.requireNothingElseWentWrong();
        }
        assertThat(stateOf("A0001")).isEqualTo("ACTIVE");
    }

    /** Has a code sent to the phone of the old card; the first one entered is none, the second wrong. */
    private static void proves(Customer customer, Guest oldPhone) {
        customer.reads(PROOF);
        assertThat(customer.field("Phone number of the old card"))
                .hasValue(oldPhone.phone().replaceFirst("(.{3})(.{4})", "$1 $2 "));
        customer.press("Bring it along");
        customer.reads("Enter the digits from the text message");
        customer.press("Send code");
        customer.reads("The code is on its way; look at your messages.");
        var right = oldPhone.smsCode();
        customer.fill("Code from the text message", right.equals("000000") ? "000001" : "000000");
        customer.press("Bring it along");
        customer.isTold("The code is wrong; check it and enter it again.");
        customer.fill("Code from the text message", right);
        customer.press("Bring it along");
    }

    @Test
    void the_only_one_under_the_phone_is_offered_and_others_are_not_out_of_reach() {
        var template = byDetails();
        var guest = Guest.stranger(shop);
        handOut(template, "A0004", guest, 700);
        try (var customer = opens(guest, shop.scene(template))) {
            customer.claim();
            customer.isAt("CHOOSE");
            customer.reads("We found an old card of yours");
            customer.press("Another old card: enter its number");
            customer.isAt("OLD_CARD");
            customer.press("No old card: activate a new one");
            customer.isAt("PROFILE");
            customer.press("I have an old card to bring along");
            customer.isAt("CHOOSE");
            customer.field("*0004").check();
            customer.press("Continue");
            customer.holdsTheCard();
            assertThat(customer.cardNumber()).isEqualTo("A0004");
            assertThat(customer.cardSays("balance")).isEqualTo("7.00");
            customer.requireNothingWentWrong();
        }
        assertThat(stateOf("A0004")).isEqualTo("ACTIVE");
    }

    @Test
    void whoever_guesses_on_and_on_is_stopped_and_can_still_have_a_new_card() {
        var template = byDetails();
        var owner = Guest.stranger(shop);
        handOut(template, "A0003", owner, 100);
        try (var customer = opens(Guest.stranger(shop), shop.scene(template))) {
            customer.claim();
            customer.press("I have an old card to bring along");
            customer.fill("手机号", owner.phone());
            customer.fill("姓名", "王小明");
            for (var guess = 0; guess < 5; guess++) {
                customer.fill("Number of the old card", "B000" + guess);
                var answered = customer.page().waitForResponse("**/binding", () -> customer.press("Bring it along"));
                assertThat(answered.status()).isEqualTo(422);
                customer.isTold("The old card could not be verified; check number and details.");
            }
            customer.fill("Number of the old card", "A0003");
            customer.press("Bring it along");
            customer.isTold("Too many tries; try again tomorrow or ask at a store.");
            assertThat(customer.page().getByTestId("retry")).hasCount(0);

            customer.press("No old card: activate a new one");
            customer.isAt("PROFILE");
            customer.fill("姓名", "王小明");
            customer.press("Activate the card");
            customer.holdsTheCard();
            assertThat(customer.cardNumber()).isNotEqualTo("A0003");
            customer.requireNothingElseWentWrong();
        }
        assertThat(stateOf("A0003")).isEqualTo("OFFLINE");
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
            customer.reads("We found old cards of yours");
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
