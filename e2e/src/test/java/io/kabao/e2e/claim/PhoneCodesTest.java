package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a phone code whose claim was not done, and of the phone that WeChat told for it. */
class PhoneCodesTest {

    private final Shop shop = Shop.openWithoutPlatform(House.shared());
    private final Books books = new Books(shop);
    private final String scene = shop.scene(shop.template());

    @AfterEach
    void no_rule_of_the_platform_was_broken() {
        assertThat(shop.outside().get("/sandbox/violations").json().get("items"))
                .isEmpty();
    }

    @Test
    void a_code_that_wechat_was_never_asked_about_serves_the_next_try() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var code = guest.phoneCode();
        try (var _ = LostToken.of(shop, shop.miniProgram())) {
            assertThat(claim(session, code).status()).isGreaterThanOrEqualTo(500);
        }
        assertThat(books.count("used_phone_code", "1 = 1")).isZero();
        var claimed = claim(session, code);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
    }

    @Test
    void a_phone_that_was_kept_is_forgotten_once_its_claim_is_done() {
        var before = Guest.stranger(shop);
        before.claim(before.inMiniProgram(), scene);
        var now = Guest.withPhone(shop, before.phone());
        var session = now.inMiniProgram();
        var code = now.phoneCode();
        assertThat(claim(session, code).problemCode()).hasValue("PHONE_HELD");
        assertThat(kept()).isEqualTo(1);
        // Whoever held the phone is gone.
        books.change("identity", "member_id = NULL", "1 = 1");
        assertThat(claim(session, code).status()).isEqualTo(200);
        assertThat(kept()).isZero();
    }

    @Test
    void a_phone_that_was_kept_is_forgotten_after_five_minutes() {
        var before = Guest.stranger(shop);
        before.claim(before.inMiniProgram(), scene);
        var now = Guest.withPhone(shop, before.phone());
        assertThat(now.claim(now.inMiniProgram(), scene).problemCode()).hasValue("PHONE_HELD");
        assertThat(kept()).isEqualTo(1);
        shop.pass(Duration.ofMinutes(6));
        Awaitility.await("the phone is forgotten")
                .atMost(Duration.ofSeconds(60))
                .until(() -> kept() == 0);
        // That the code was used is still known.
        assertThat(books.count("used_phone_code", "1 = 1")).isEqualTo(2);
    }

    private long kept() {
        return books.count("used_phone_code", "phone IS NOT NULL");
    }

    private Answer claim(Api session, String code) {
        return session.post("/wx/claims", Map.of("scene", scene, "phoneCode", code));
    }
}
