package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Api;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import io.kabao.e2e.Soak;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The door dies while a crowd claims and activates, everybody at another step: who tries again has one card in use. */
class KilledClaimsTest {

    private static final int CROWD = 24;

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);

    /** Somebody who wants a card, with the phone code of the first try. */
    private record Customer(Guest guest, Api session, String phoneCode) {}

    @Test
    void whoever_tries_again_after_a_crash_has_one_card_with_everything_that_belongs_to_it() {
        var template = shop.template();
        // The process has the real time, which the clock of the doors here may be ahead of.
        books.change("card_template", "publish_at = '2026-01-01'", "id = " + template);
        var scene = shop.scene(template);
        var crashes = Soak.count(1, 20);
        for (var crash = 0; crash < crashes; crash++) {
            var customers = crowd();
            var answersBefore = 1 + crash % (CROWD - 1);
            killedAfter(answersBefore, customers, scene);
            try (var wx = door()) {
                customers.forEach(customer -> holdsACardInUse(customer, scene, wx.api()));
            }
        }
        var people = (long) crashes * CROWD;
        assertThat(books.count("member", "1 = 1")).isEqualTo(people);
        assertThat(books.count("member_card", "status = 'ACTIVE'")).isEqualTo(people);
        assertThat(books.count("member_card", "1 = 1")).isEqualTo(people);
        assertThat(books.count("holder", "1 = 1")).isEqualTo(people);
        assertThat(books.count("claim", "activated_at IS NOT NULL")).isEqualTo(people);
        assertThat(books.count("identity", "member_id IS NOT NULL")).isEqualTo(people);
    }

    private List<Customer> crowd() {
        return IntStream.range(0, CROWD)
                .mapToObj(_ -> Guest.stranger(shop))
                .map(guest -> new Customer(guest, guest.inMiniProgram(), guest.phoneCode()))
                .toList();
    }

    private void killedAfter(int answers, List<Customer> customers, String scene) {
        var answered = new CountDownLatch(answers);
        try (var wx = door()) {
            var begun = customers.stream()
                    .map(customer ->
                            claimAndActivate(customer, scene, wx.api()).whenComplete((_, _) -> answered.countDown()))
                    .toList();
            Awaitility.await().until(() -> answered.getCount() == 0);
            wx.kill9();
            // Those in between get no answer at all.
            Awaitility.await().until(() -> begun.stream().allMatch(CompletableFuture::isDone));
        }
    }

    private static CompletableFuture<?> claimAndActivate(Customer customer, String scene, Api wx) {
        var there = customer.session().movedTo(wx.port());
        return there.begin("POST", "/wx/claims", request(scene, customer.phoneCode()))
                .thenCompose(claimed -> claimed.status() == 201
                        ? there.begin("POST", "/wx/cards/" + claimed.text("/id") + "/activation", Map.of())
                        : CompletableFuture.completedFuture(claimed));
    }

    private static void holdsACardInUse(Customer customer, String scene, Api wx) {
        var there = customer.session().movedTo(wx.port());
        var claimed = there.post("/wx/claims", request(scene, customer.phoneCode()));
        if (claimed.status() != 200 && claimed.status() != 201) {
            // The code's answer went down with the door, or the new one took too long: the button is pressed again.
            if (claimed.status() != 503) {
                assertThat(claimed.problemCode().orElse("")).isIn("PHONE_CODE_INVALID", "CLAIM_RUNNING");
            }
            claimed = Again.untilServed(() -> there.begin(
                            "POST",
                            "/wx/claims",
                            request(scene, customer.guest().phoneCode())))
                    .join();
        }
        assertThat(claimed.status()).as(claimed.body()).isIn(200, 201);
        var activation = "/wx/cards/" + claimed.text("/id") + "/activation";
        var active = Again.untilServed(() -> there.begin("POST", activation, Map.of()))
                .join();
        assertThat(active.text("/status")).isEqualTo("ACTIVE");
    }

    private static Map<String, Object> request(String scene, String phoneCode) {
        return Map.of("scene", scene, "phoneCode", phoneCode, "consents", List.of());
    }

    private AppProcess door() {
        return AppProcess.ofJar("wx-api", Settings.of(house.sandbox())).waitUntilReady();
    }
}
