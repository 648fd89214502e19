package io.kabao.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.kabao.e2e.claim.Guest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes from which nothing can be claimed any more, as the pages tell of them. */
class ClosedCodePagesTest extends PagesCase {

    /** Each instance looks at a code again after so long. */
    private static final Duration SEEN_AT_THE_LATEST = Duration.ofSeconds(2);

    private final String region = shop.organization("华东");

    private record Broken(String scene, Runnable mishap) {}

    private enum Mishap {
        CODE_REVOKED("This code was withdrawn; scan a new one.") {
            @Override
            Broken of(ClosedCodePagesTest test) {
                var shop = test.shop;
                var code = shop.code("OFFICIAL_ACCOUNT", shop.template(), Map.of());
                var path = "/admin/claim-codes/" + code.text("/id") + "/revocation";
                return new Broken(code.text("/scene"), () -> shop.owner().post(path, Map.of()));
            }
        },
        STAFF_LEFT("This member of staff has left; scan the store's code.") {
            @Override
            Broken of(ClosedCodePagesTest test) {
                var shop = test.shop;
                var staff = shop.staff("王店员", Map.of("organizationId", test.region));
                var code = shop.code("STAFF", shop.template(), Map.of("staffId", staff));
                return new Broken(
                        code.text("/scene"), () -> shop.changed("/admin/staff/" + staff, Map.of("active", false)));
            }
        },
        STORE_CLOSED("This store is closed; claim the card at another one.") {
            @Override
            Broken of(ClosedCodePagesTest test) {
                var shop = test.shop;
                var store = shop.store("人民广场店", test.region);
                var code = shop.code("STORE", shop.template(), Map.of("storeId", store));
                return new Broken(code.text("/scene"), () -> shop.close(store));
            }
        };

        private final String sentence;

        Mishap(String sentence) {
            this.sentence = sentence;
        }

        abstract Broken of(ClosedCodePagesTest test);
    }

    @ParameterizedTest
    @EnumSource
    void each_says_why_at_the_claim_and_whenever_it_is_opened_later(Mishap mishap) {
        var broken = mishap.of(this);
        var early = Guest.stranger(shop);
        try (var customer = opens(early, broken.scene())) {
            customer.isAt("PHONE");
            broken.mishap().run();
            customer.claim();
            customer.isTold(mishap.sentence);
            customer.requireNothingElseWentWrong();
        }
        isNobody(early);

        shop.pass(SEEN_AT_THE_LATEST);
        var late = Guest.stranger(shop);
        try (var customer = opens(late, broken.scene())) {
            customer.isTold(mishap.sentence);
            assertThat(customer.page().getByTestId("retry")).hasCount(0);
            assertThat(customer.page().getByRole(AriaRole.TEXTBOX)).hasCount(0);
            customer.requireNothingElseWentWrong();
        }
    }
}
