package io.kabao.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.kabao.e2e.browser.Chromium.Visit;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.net.URI;

/** A guest of a shop with a phone's browser: what they press, fill in and read on the pages under {@code /m/}. */
final class Customer implements AutoCloseable {

    private static final int WIDE = 390;
    private static final int HIGH = 844;

    private final Guest guest;
    private final Visit visit;
    private final Page page;

    private Customer(Guest guest, Visit visit, Page page) {
        this.guest = guest;
        this.visit = visit;
        this.page = page;
    }

    /** Opens the link of a code, as a message of the account or a scan would. */
    static Customer opening(Chromium chromium, Shop shop, Guest guest, String scene) {
        var visit = chromium.visit().of(guest.person(), shop.sandbox().http().url());
        var link = "http://127.0.0.1:" + shop.wx().port() + "/m/claim/" + scene;
        return new Customer(guest, visit, visit.open(link, WIDE, HIGH));
    }

    Guest guest() {
        return guest;
    }

    Page page() {
        return page;
    }

    /** Gives phone and code on the first step and asks for the card. */
    void claim() {
        isAt("PHONE");
        fill("Phone number", guest.phone());
        press("Send code");
        reads("The code is on its way; look at your messages.");
        fill("Code from the text message", guest.smsCode());
        press("Get the card");
    }

    void press(String words) {
        button(words).click();
    }

    private Locator button(String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    void fill(String label, String value) {
        field(label).fill(value);
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Sees these words, and only once. */
    void reads(String words) {
        var seen = page.getByText(words, new Page.GetByTextOptions().setExact(true));
        assertThat(seen).hasCount(1);
        assertThat(seen).isVisible();
    }

    void readsNoMore(String words) {
        assertThat(page.getByText(words, new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
    }

    /** Something went wrong, and the page says this about it. */
    void isTold(String sentence) {
        assertThat(page.getByRole(AriaRole.ALERT).getByText(sentence)).isVisible();
    }

    void isAt(String step) {
        assertThat(page.getByTestId("claim-page")).hasAttribute("data-step", step);
        fits();
    }

    /** The card is shown as just got, active; its id. */
    String holdsTheCard() {
        reads("The card is yours. Welcome!");
        assertThat(page.getByTestId("card-status")).hasText("Active");
        fits();
        var path = URI.create(page.url()).getPath();
        assertThat(path).matches("/m/cards/[0-9]+");
        return path.substring("/m/cards/".length());
    }

    /** What a row of the card says; numbers are grouped there to be read. */
    String cardSays(String what) {
        return page.getByTestId("card-" + what).innerText();
    }

    String cardNumber() {
        return cardSays("number").replaceFirst("(?s)^\\s*Card number", "").replaceAll("\\s", "");
    }

    /** Nothing is wider than the phone. */
    private void fits() {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(WIDE);
    }

    /** Nothing went wrong in the browser but what the server refused, of which the page has told. */
    void requireNothingElseWentWrong() {
        assertThat(visit.complaintsBeyondRefusals()).isEmpty();
        visit.wentWell();
    }

    /** Nothing went wrong in the browser, not even a refusal. */
    void requireNothingWentWrong() {
        assertThat(visit.complaints()).isEmpty();
        visit.wentWell();
    }

    @Override
    public void close() {
        visit.close();
    }
}
