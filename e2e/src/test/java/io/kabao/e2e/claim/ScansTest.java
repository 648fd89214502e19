package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.claim.ClaimCode;
import io.kabao.claim.ClaimCodes;
import io.kabao.claim.Scans;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** How often people looked at what a code offers. */
class ScansTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);

    @Test
    void each_look_at_an_offer_counts_for_its_code_and_no_other() {
        var template = shop.template();
        var code = shop.code("MINI_PROGRAM", template, Map.of());
        var other = shop.code("MINI_PROGRAM", template, Map.of());
        var scene = "/wx/claim-codes/" + code.text("/scene");
        var looks = IntStream.range(0, 50).mapToObj(_ -> house.wx().begin("GET", scene, null)).toList().stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.status() == 200)
                .count();
        assertThat(Guest.stranger(shop).inMiniProgram().get(scene).status()).isEqualTo(200);
        var elsewhere = Guest.stranger(Shop.open(house)).inMiniProgram();
        assertThat(elsewhere.get(scene).status()).isEqualTo(404);
        assertThat(looks).isPositive();
        awaitScans(code, looks + 1);
        assertThat(rows.number("SELECT scans FROM claim_code WHERE id = " + other.text("/id")))
                .isZero();
        assertThat(shop.owner()
                        .get("/admin/claim-codes/" + code.text("/id"))
                        .json()
                        .get("version")
                        .asInt())
                .as("counting is no change")
                .isOne();
    }

    @Test
    void who_scans_and_looks_again_and_again_has_scanned_once_and_later_once_more() {
        var code = shop.code("MINI_PROGRAM", shop.template(), Map.of());
        var guest = Guest.stranger(shop);
        guest.scan(Map.of("appId", shop.account(), "scene", code.text("/scene")));
        var books = new Books(shop);
        Awaitility.await("the scan is known").until(() -> books.count("claim_intent", "1 = 1") == 1);
        var sessions = List.of(guest.inAccount(), guest.inMiniProgram());
        look(sessions, code);
        awaitScans(code, 1);
        shop.pass(Duration.ofMinutes(11));
        look(sessions, code);
        awaitScans(code, 2);
        // A moment later it is still so: nothing was only on its way.
        guest.scan(Map.of("appId", shop.account(), "scene", code.text("/scene")));
        look(sessions, code);
        var other = Guest.stranger(shop);
        look(List.of(other.inMiniProgram()), code);
        awaitScans(code, 3);
    }

    private void look(List<Api> sessions, Answer code) {
        for (var i = 0; i < 4; i++) {
            var session = sessions.get(i % sessions.size());
            var offer = session.get("/wx/claim-codes/" + code.text("/scene"));
            assertThat(offer.status()).as(offer.body()).isEqualTo(200);
        }
    }

    @Test
    void a_scan_whose_push_is_undone_does_not_count() {
        var code = aCode(shop);
        var scans = house.adminBean(Scans.class);
        var transactions = house.adminBean(TransactionTemplate.class);
        transactions.executeWithoutResult(undone -> {
            scans.count(code);
            undone.setRollbackOnly();
        });
        transactions.executeWithoutResult(_ -> scans.count(code));
        scans.stop();
        scans.start();
        assertThat(rows.number("SELECT scans FROM claim_code WHERE id = " + code.id()))
                .isOne();
    }

    @Test
    void what_was_gathered_is_added_when_the_process_stops() {
        var counted =
                IntStream.range(0, 3).mapToObj(_ -> aCode(Shop.open(house))).toList();
        var scans = house.adminBean(Scans.class);
        var people = List.of(1_000, 1, 250);
        for (var i = 0; i < counted.size(); i++) {
            var code = counted.get(i);
            IntStream.range(0, people.get(i)).parallel().forEach(_ -> scans.count(code));
        }
        try {
            scans.stop();
            assertThat(counted.stream()
                            .map(code -> (int) rows.number("SELECT scans FROM claim_code WHERE id = " + code.id())))
                    .containsExactlyElementsOf(people);
        } finally {
            scans.start();
        }
    }

    private ClaimCode aCode(Shop of) {
        var made = of.code("MINI_PROGRAM", of.template(), Map.of());
        return house.adminBean(ClaimCodes.class).ofScene(made.text("/scene")).orElseThrow();
    }

    private void awaitScans(Answer code, long scans) {
        Awaitility.await("the scans")
                .atMost(Duration.ofSeconds(20))
                .until(() -> rows.number("SELECT scans FROM claim_code WHERE id = " + code.text("/id")) == scans);
    }
}
