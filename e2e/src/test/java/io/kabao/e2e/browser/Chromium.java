package io.kabao.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, whose people read English. */
final class Chromium implements AutoCloseable {

    /** For whatever a person would wait for. */
    private static final double PATIENCE_MS = 30_000;

    private static final String MISSING = "No Chromium on the PATH: what people see in a browser is not tested"
            + " (apt-get install chromium, or the like, brings it)";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it. Where there is none the test is skipped, and has failed on a CI machine, which must have one. */
    static Chromium start() {
        var program = Machine.program("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            Assertions.fail(MISSING);
        }
        Assumptions.assumeTrue(program.isPresent(), MISSING);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        var node = Machine.program("node").map(Path::toString).orElseThrow();
        // Node is needed for the pages anyway; the driver's own would be 200 MB for five systems.
        var playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node)));
        try {
            // Without its own sandbox, which root can't have; it sees only our pages.
            var options = new BrowserType.LaunchOptions()
                    .setExecutablePath(program.orElseThrow())
                    .setChromiumSandbox(false);
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** Somebody's browser, with nothing kept from others. */
    Visit visit() {
        return new Visit(browser.newContext(
                new Browser.NewContextOptions().setLocale("en-GB").setTimezoneId("Asia/Shanghai")));
    }

    /** All windows of one person, and what went wrong in them. */
    static final class Visit implements AutoCloseable {

        private static final AtomicInteger LEFT = new AtomicInteger();

        private final BrowserContext context;
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private boolean isWell;

        private Visit(BrowserContext context) {
            this.context = context;
            context.setDefaultTimeout(PATIENCE_MS);
            context.onConsoleMessage(message -> {
                if (List.of("error", "warning").contains(message.type())) {
                    complaints.add(message.type() + " " + message.text() + " at " + message.location());
                }
            });
            context.onWebError(error -> complaints.add("uncaught " + error.error()));
        }

        /** From now on WeChat, at this address, takes the browser for this person's. */
        Visit of(String person, String wechat) {
            context.addCookies(List.of(new Cookie("sandbox_person", person).setUrl(wechat)));
            return this;
        }

        /** A new window of this size at an address. */
        Page open(String address, int width, int height) {
            var page = context.newPage();
            page.setViewportSize(width, height);
            page.navigate(address);
            return page;
        }

        /** What the browser's console has said in earnest: errors and warnings. */
        List<String> complaints() {
            return complaints;
        }

        /** Likewise, but for the browser's own line about each call that the server refused, which a person never sees. */
        List<String> complaintsBeyondRefusals() {
            return complaints.stream()
                    .filter(complaint -> !complaint.matches("error Failed to load resource: .* status of 4[0-9]{2} .*"))
                    .toList();
        }

        /** Nothing of it needs to be looked at later. */
        void wentWell() {
            isWell = true;
        }

        @Override
        public void close() {
            if (!isWell) {
                for (var page : context.pages()) {
                    var name = "walk-broke-off-" + LEFT.incrementAndGet() + ".png";
                    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", name)));
                }
            }
            context.close();
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
