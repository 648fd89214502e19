package io.kabao.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.kabao.e2e.Api;
import io.kabao.e2e.browser.Chromium.Visit;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README's walk in a browser, pressed by the words that it names. */
class FiveMinutesTest {

    private static final int WIDE = 960;
    private static final int HIGH = 800;

    private final Readme readme = Readme.read();

    @Test
    void the_walk_works_as_written() {
        try (var chromium = Chromium.start();
                var house = StartedHouse.start();
                var visit = chromium.visit()) {
            var phone = visit.open(house.said("a phone to hold +(\\S+)"), WIDE, HIGH);
            claimInTheMiniProgram(phone, Path.of(house.said("pictures to scan, in (.+)"), "南京路店台卡.png"));
            claimOnThePageOfTheAccount(phone, becomeSomebodyElse(phone));
            addStoreInTheConsole(visit, house);
            requireNothingWentWrong(visit, phone);
        }
    }

    private void claimInTheMiniProgram(Page phone, Path code) {
        makeThePersonSuggested(phone);
        press(phone, "Scan");
        phone.waitForFileChooser(
                        () -> phone.getByText(readme.naming("Choose a picture")).click())
                .setFiles(code);
        var mini = phone.getByTestId("mini");
        assertThat(mini).hasAttribute("data-step", "FOLLOW");
        press(phone, "Read the code in the picture");
        assertThat(phone.getByTestId("message-link")).isVisible();
        press(phone, "Back to the mini-program");

        assertThat(mini).hasAttribute("data-step", "OFFER");
        assertThat(phone.getByTestId("offer-store")).hasText("南京路店");
        tickDocuments(phone);
        Pictures.keep(phone, "mini-program.png");
        press(phone, "Claim with my phone number");
        press(phone, "Allow");

        assertThat(mini).hasAttribute("data-step", "ACTIVATE");
        phone.getByTestId("field-name").fill("陈晨");
        press(phone, "Activate");
        assertThat(phone.getByTestId("card-status")).hasText("Active");
        assertThat(phone.getByTestId("card-number")).isVisible();
        assertThat(phone.getByTestId("card-store")).hasText("南京路店");
    }

    private String becomeSomebodyElse(Page phone) {
        phone.getByTestId("mini-close").click();
        press(phone, "Me");
        press(phone, "Be somebody else");
        return makeThePersonSuggested(phone);
    }

    /** Waits for the suggestion, which comes a moment after the page, and takes it; the phone number. */
    private String makeThePersonSuggested(Page phone) {
        var field = phone.getByTestId("person-phone");
        assertThat(field).hasValue(Pattern.compile("1[0-9]{10}"));
        var number = field.inputValue();
        press(phone, "That's me");
        assertThat(phone.locator(".holder small")).hasText(number);
        return number;
    }

    private void claimOnThePageOfTheAccount(Page phone, String number) {
        choose(phone, "示例公众号");
        press(phone, "Follow");
        var page = phone.waitForPopup(
                () -> phone.getByTestId("message-link").last().click());
        var claim = page.getByTestId("claim-page");
        assertThat(claim).hasAttribute("data-step", "PHONE");
        page.getByTestId("field-phone").fill(number);
        press(page, "Send code");
        assertThat(page.getByTestId("code-sent")).isVisible();

        phone.getByTestId("back").click();
        phone.getByTestId("back").click();
        choose(phone, "SMS");
        page.getByTestId("field-smsCode").fill(phone.getByTestId("sms-code").innerText());
        tickDocuments(page);
        press(page, "Get the card");

        assertThat(claim).hasAttribute("data-step", "PROFILE");
        page.getByTestId("field-name").fill("林悦");
        page.getByTestId("favourite-store").selectOption("西湖店");
        press(page, "Activate the card");
        assertThat(page.getByTestId("fresh")).isVisible();
        assertThat(page.getByTestId("card-status")).hasText("Active");
        assertThat(page.getByTestId("card-store")).hasText("西湖店");
        Pictures.keep(page, "card-page.png");
    }

    private void addStoreInTheConsole(Visit visit, StartedHouse house) {
        var console = visit.open(house.said("merchants' console +(\\S+)"), WIDE, HIGH);
        press(console, "English");
        console.getByLabel(readme.naming("Account")).fill("owner");
        console.getByLabel(readme.naming("Password"), new Page.GetByLabelOptions().setExact(true))
                .fill(house.said("initial password (\\S+)"));
        press(console, "Sign in");
        var names = console.getByRole(AriaRole.ROWHEADER);
        for (var store : List.of("南京路店", "西湖店", "珠江新城店")) {
            assertThat(names.filter(containing(store))).hasCount(1);
        }
        press(console, "Add store");
        console.getByRole(AriaRole.DIALOG).getByLabel(readme.naming("Name")).fill("外滩店");
        press(console, "Add");
        assertThat(names.filter(containing("外滩店"))).hasCount(1);
        takeTheCardBackAndPublishItAgain(console);
    }

    private void takeTheCardBackAndPublishItAgain(Page console) {
        console.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(readme.naming("Cards")))
                .click();
        var row = console.getByRole(AriaRole.ROW).last();
        assertThat(row).containsText("Version 1 is in force");
        press(console, "Take back");
        assertThat(row).containsText("Not open");
        press(console, "Publish");
        press(console, "Publish now");
        assertThat(row).not().containsText("Not open");
        assertThat(row).containsText("Open");
    }

    /**
     * Neither in the browser, unseen, nor in how WeChat was spoken to. The first answer of a program that has just been
     * started on a busy machine may be late: WeChat asks again, and the message has come.
     */
    private static void requireNothingWentWrong(Visit visit, Page phone) {
        assertThat(visit.complaints()).isEmpty();
        var sandbox = Api.at(URI.create(phone.url()).getPort());
        assertThat(sandbox.get("/sandbox/violations").json().get("items").valueStream())
                .filteredOn(violation -> !violation.get("rule").asString().equals("SLOW_CALLBACK"))
                .isEmpty();
        visit.wentWell();
    }

    private static void tickDocuments(Page page) {
        page.getByTestId("consent-TERMS").check();
        page.getByTestId("consent-PRIVACY").check();
    }

    /** Presses the button that README names so. */
    private void press(Page page, String words) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName(readme.naming(words))
                                .setExact(true))
                .click();
    }

    /** Presses the button that says this among other things. */
    private void choose(Page page, String words) {
        page.getByRole(AriaRole.BUTTON).filter(containing(readme.naming(words))).click();
    }

    private static Locator.FilterOptions containing(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }
}
