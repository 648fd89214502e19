package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents are agreed to in the version that is in force, and that is kept. */
class ConsentsTest {

    private static final Map<String, String> TERMS = Map.of("kind", "TERMS", "version", "2026-1");
    private static final Map<String, String> PRIVACY = Map.of("kind", "PRIVACY", "version", "v7");

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final String template =
            shop.template(Map.of("documents", List.of(document("TERMS", "2026-1"), document("PRIVACY", "v7"))));
    private final String scene = shop.scene(template);

    private static Map<String, String> document(String kind, String version) {
        return Map.of(
                "kind",
                kind,
                "version",
                version,
                "title",
                "会员协议",
                "url",
                "https://example.com/" + kind + "/" + version);
    }

    @ParameterizedTest
    @EnumSource
    void missing_and_outdated_ones_stop_the_claim_and_both_are_kept_with_it(Door door) {
        var guest = Guest.stranger(shop);
        var session = door.session(guest);
        var proof = proof(door, guest, session);
        var rows = books.everything();
        for (var ticked : List.<List<Map<String, String>>>of(
                List.of(),
                List.of(TERMS),
                List.of(TERMS, Map.of("kind", "PRIVACY", "version", "v6")),
                List.of(TERMS, Map.of("kind", "PRIVACY", "version", "V7")),
                List.of(TERMS, Map.of("kind", "MARKETING", "version", "v7")))) {
            var refused = session.post("/wx/claims", agreeing(proof, ticked));
            assertThat(refused.problemCode()).as(refused.body()).hasValue("CONSENT_MISSING");
            assertThat(refused.status()).isEqualTo(422);
        }
        assertThat(books.everything()).isEqualTo(rows);

        var old = Map.of("kind", "PRIVACY", "version", "v6");
        var claimed = session.post("/wx/claims", agreeing(proof, List.of(PRIVACY, TERMS, old, TERMS)));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        var member = books.memberOf(claimed.text("/id"));
        assertThat(books.values("CONCAT(kind, ' ', doc_version, ' ', given)", "consent", "member_id = " + member))
                .containsExactly("TERMS 2026-1 1", "PRIVACY v7 1");
        var claimedAt = books.value("claimed_at", "claim", "card_id = " + claimed.text("/id"));
        assertThat(books.values("ABS(TIMESTAMPDIFF(SECOND, at, '" + claimedAt + "'))", "consent", "1 = 1"))
                .hasSize(2)
                .containsOnly("0");
    }

    @Test
    void words_that_changed_between_the_offer_and_the_claim_are_to_be_read_again() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var seen = session.get("/wx/claim-codes/" + scene).json().get("documents");
        assertThat(seen).hasSize(2);
        shop.rewritten(template, Map.of("documents", List.of(document("TERMS", "2026-1"), document("PRIVACY", "v8"))));
        var proof = proof(Door.MINI_PROGRAM, guest, session);
        assertThat(session.post("/wx/claims", agreeing(proof, List.of(TERMS, PRIVACY)))
                        .problemCode())
                .hasValue("CONSENT_MISSING");
        var read = List.of(TERMS, Map.of("kind", "PRIVACY", "version", "v8"));
        assertThat(session.post("/wx/claims", agreeing(proof, read)).status()).isEqualTo(201);
    }

    private Map<String, Object> proof(Door door, Guest guest, Api session) {
        if (door == Door.MINI_PROGRAM) {
            return Map.of("scene", scene, "phoneCode", guest.phoneCode());
        }
        guest.askForSms(session, "CLAIM");
        return guest.withSms(scene);
    }

    private static Map<String, Object> agreeing(Map<String, Object> claim, List<Map<String, String>> ticked) {
        var all = new HashMap<>(claim);
        all.put("consents", ticked);
        return all;
    }
}
