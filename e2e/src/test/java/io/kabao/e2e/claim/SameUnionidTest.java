package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a unionid shows to be one person is one member, also in a session that is older than the membership. */
class SameUnionidTest {

    private final Shop shop = Shop.open(House.shared());
    private final Books books = new Books(shop);
    private final String scene = shop.scene(shop.template(Map.of("smsRequired", false)));

    @AfterEach
    void no_rule_of_the_platform_was_broken() {
        assertThat(shop.outside().get("/sandbox/violations").json().get("items"))
                .isEmpty();
    }

    @Test
    void a_session_from_before_the_claim_on_the_page_claims_the_same_card() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var onPage = guest.inAccount().post("/wx/claims", Map.of("scene", scene, "phone", guest.phone()));
        assertThat(onPage.status()).as(onPage.body()).isEqualTo(201);

        var again = guest.claim(session, scene);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.text("/id")).isEqualTo(onPage.text("/id"));
        assertThat(books.count("member", "1 = 1")).isEqualTo(1);
        var member = books.memberOf(onPage.text("/id"));
        assertThat(books.values("member_id", "identity", "1 = 1")).containsExactly(member, member);
        assertThat(books.ofMember("verified_phone_hash = phone_hash", member)).isEqualTo("1");
        // It is the same person, so nothing was taken over.
        assertThat(books.ofMember("rebound_at", member)).isEqualTo("null");
    }

    @Test
    void a_session_from_before_the_claim_on_the_page_is_offered_the_card_it_has() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var onPage = guest.inAccount().post("/wx/claims", Map.of("scene", scene, "phone", guest.phone()));
        var offer = session.get("/wx/claim-codes/" + scene);
        assertThat(offer.json().at("/card/id").asString("")).isEqualTo(onPage.text("/id"));
        assertThat(session.post("/wx/claims", Map.of("scene", scene, "phoneCode", guest.phoneCode()))
                        .json())
                .isEqualTo(offer.json().get("card"));
    }

    @Test
    void a_phone_typed_on_the_page_and_one_authorised_at_the_same_moment_are_one_member() {
        for (var round = 1; round <= 10; round++) {
            var guest = Guest.stranger(shop);
            var page = guest.inAccount();
            var session = guest.inMiniProgram();
            var typed = Map.<String, Object>of("scene", scene, "phone", guest.phone());
            var authorised = Map.<String, Object>of("scene", scene, "phoneCode", guest.phoneCode());
            var answers = List.of(
                            page.begin("POST", "/wx/claims", typed), session.begin("POST", "/wx/claims", authorised))
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isIn(200, 201));
            assertThat(books.count("member", "1 = 1")).isEqualTo(round);
            assertThat(books.count("member_card", "1 = 1")).isEqualTo(round);
        }
    }
}
