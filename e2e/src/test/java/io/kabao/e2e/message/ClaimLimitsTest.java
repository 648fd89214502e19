package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A crowd that claims from one address within a minute: beyond the limit nobody gets anything, not even half of it. */
class ClaimLimitsTest {

    private static final int ALLOWED = 20;
    private static final int CROWD = 30;
    private static final String ADDRESS = "203.0.113.77";

    private final OwnHouse house = OwnHouse.shared();

    /** One of the crowd, with the claim that they press. */
    private record Customer(Api session, Map<String, Object> claim) {

        CompletableFuture<Answer> begin() {
            return session.begin("POST", "/wx/claims", claim);
        }
    }

    @BeforeEach
    void stopTheClock() {
        house.clock().stop();
    }

    @AfterEach
    void letTheClockGoOn() {
        house.clock().goOn();
    }

    @Test
    void many_people_behind_one_address_claim_up_to_its_limit_and_the_rest_a_little_later() {
        try (var door = house.openForCustomers(Map.of("KABAO_LIMITS_CLAIM_ADDRESS", Integer.toString(ALLOWED)))) {
            var merchant = house.openMerchant();
            var owner = house.from("203.0.113.78").signedIn(merchant.account(), Settings.OWNER_PASSWORD);
            var shop = Shop.open(house.sandbox(), owner, OwnHouse.from(ADDRESS, door));
            var scene = shop.scene(shop.template());
            var crowd = IntStream.range(0, CROWD)
                    .mapToObj(_ -> Guest.stranger(shop))
                    .map(guest -> new Customer(
                            guest.inMiniProgram(),
                            Map.of("scene", scene, "phoneCode", guest.phoneCode(), "consents", List.of())))
                    .toList();
            var begun = crowd.stream().map(Customer::begin).toList();
            var answers = begun.stream().map(CompletableFuture::join).toList();

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(ALLOWED);
            var refused =
                    answers.stream().filter(answer -> answer.status() != 201).toList();
            var seconds = refused.stream()
                    .mapToInt(answer -> Integer.parseInt(answer.header("Retry-After")))
                    .max()
                    .orElseThrow();
            assertThat(refused).hasSize(CROWD - ALLOWED).allSatisfy(answer -> {
                assertThat(answer.status()).as(answer.body()).isEqualTo(429);
                assertThat(answer.problemCode()).hasValue("TOO_MANY_REQUESTS");
                assertThat(answer.json().get("retryAfterSeconds").asInt()).isPositive();
            });
            assertThat(seconds).isBetween(1, 60);
            for (var table : List.of("member", "holder", "member_card", "claim", "used_phone_code")) {
                assertThat(count(merchant, table)).as(table).isEqualTo(ALLOWED);
            }

            house.pass(Duration.ofMinutes(1));
            for (var i = 0; i < CROWD; i++) {
                if (answers.get(i).status() == 429) {
                    assertThat(crowd.get(i).begin().join().status()).isEqualTo(201);
                }
            }
            assertThat(count(merchant, "member_card")).isEqualTo(CROWD);
        }
    }

    @Test
    void one_code_serves_up_to_its_limit_and_another_goes_on() {
        try (var door = house.openForCustomers(Map.of("KABAO_LIMITS_CLAIM_SCENE", "5"))) {
            var merchant = house.openMerchant();
            var owner = house.from("203.0.113.79").signedIn(merchant.account(), Settings.OWNER_PASSWORD);
            var shop = Shop.open(house.sandbox(), owner, OwnHouse.from("203.0.113.80", door));
            var template = shop.template();
            var scene = shop.scene(template);
            for (var i = 0; i < 5; i++) {
                assertThat(claimed(shop, scene).status()).isEqualTo(201);
            }
            var refused = claimed(shop, scene);
            assertThat(refused.problemCode()).hasValue("TOO_MANY_REQUESTS");
            assertThat(count(merchant, "member_card")).isEqualTo(5);
            assertThat(claimed(shop, shop.scene(template)).status()).isEqualTo(201);
            house.pass(Duration.ofMinutes(1));
            assertThat(claimed(shop, scene).status()).isEqualTo(201);
        }
    }

    private static Answer claimed(Shop shop, String scene) {
        var guest = Guest.stranger(shop);
        return guest.claim(guest.inMiniProgram(), scene);
    }

    private long count(OwnHouse.Merchant merchant, String table) {
        return house.rows().number("SELECT COUNT(*) FROM " + table + " WHERE merchant_id = " + merchant.id());
    }
}
