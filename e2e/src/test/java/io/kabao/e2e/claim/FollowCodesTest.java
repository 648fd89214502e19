package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Codes that offers show live for a month and cost none of the account's 100,000 for ever; nothing that ends is printed. */
class FollowCodesTest {

    private final Shop shop = Shop.open(House.shared());
    private final Books books = new Books(shop);
    private final String id = shop.code("MINI_PROGRAM", shop.template(Map.of("followRequired", true)), Map.of())
            .text("/id");
    private final String scene = books.value("scene", "claim_code", "id = " + id);

    @AfterEach
    void all_is_well_again_and_no_rule_was_broken() {
        shop.outside().delete("/sandbox/faults");
        assertThat(shop.outside().get("/sandbox/violations").json().get("items"))
                .isEmpty();
    }

    @Test
    void the_offer_shows_a_code_for_a_month_and_a_new_one_after_it() {
        var session = Guest.stranger(shop).inMiniProgram();
        var first = picture(session);
        assertThat(first.isNull()).isFalse();
        assertThat(picture(session)).as("it is kept").isEqualTo(first);
        assertThat(books.value("expires_at", "follow_code", "code_id = " + id)).isNotEqualTo("null");
        shop.pass(Duration.ofDays(30));
        var later = picture(Guest.stranger(shop).inMiniProgram());
        assertThat(later.isNull()).isFalse();
        assertThat(later).isNotEqualTo(first);
    }

    @Test
    void what_is_printed_has_no_end() {
        assertThat(picture(Guest.stranger(shop).inMiniProgram()).isNull()).isFalse();
        usedUp();
        var path = "/admin/claim-codes/" + id + "/image?carrier=OFFICIAL_ACCOUNT";
        assertThat(shop.owner().get(path).problemCode()).hasValue("PERMANENT_CODES_USED_UP");
        assertThat(shop.owner().get(path).status()).isEqualTo(200);
        assertThat(books.value("expires_at", "follow_code", "code_id = " + id)).isEqualTo("null");
        assertThat(picture(Guest.stranger(shop).inMiniProgram()).isNull())
                .as("the one for ever is shown as well")
                .isFalse();
        assertThat(books.value("expires_at", "follow_code", "code_id = " + id)).isEqualTo("null");
    }

    /** The next code for ever is refused. */
    private void usedUp() {
        var ordered = shop.outside()
                .post(
                        "/sandbox/faults",
                        Map.of("path", "/cgi-bin/qrcode/create", "kind", "ERRCODE", "errcode", 45029, "times", 1));
        assertThat(ordered.status()).as(ordered.body()).isBetween(200, 299);
    }

    private JsonNode picture(Api session) {
        var offer = session.get("/wx/claim-codes/" + scene);
        assertThat(offer.status()).as(offer.body()).isEqualTo(200);
        return offer.json().at("/follow/imageUrl");
    }
}
