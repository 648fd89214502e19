package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.claim.ClaimError;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes from which nothing can be claimed say why: at the offer, at the claim, and when it happened in between. */
class ClosedCodesTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final String region = shop.organization("华东");

    /** What can happen to a code, and the answer from then on. */
    private enum Mishap {
        STAFF_LEFT(410) {
            @Override
            Broken happen(ClosedCodesTest test) {
                var staff = test.shop.staff("王店员", Map.of("organizationId", test.region));
                var scene = test.shop.code("STAFF", test.shop.template(), Map.of("staffId", staff));
                return new Broken(
                        scene.text("/scene"),
                        () -> test.shop.changed("/admin/staff/" + staff, Map.of("active", false)));
            }
        },
        STORE_CLOSED(410) {
            @Override
            Broken happen(ClosedCodesTest test) {
                var store = test.shop.store("人民广场店", test.region);
                var scene = test.shop.code("STORE", test.shop.template(), Map.of("storeId", store));
                return new Broken(scene.text("/scene"), () -> test.shop.close(store));
            }
        },
        CODE_REVOKED(410) {
            @Override
            Broken happen(ClosedCodesTest test) {
                var code = test.shop.code("MINI_PROGRAM", test.shop.template(), Map.of());
                return new Broken(
                        code.text("/scene"),
                        () -> test.shop
                                .owner()
                                .post("/admin/claim-codes/" + code.text("/id") + "/revocation", Map.of()));
            }
        },
        CODE_EXPIRED(410) {
            @Override
            Broken happen(ClosedCodesTest test) {
                var end = test.house.clock().instant().plus(Duration.ofHours(1));
                var code =
                        test.shop.code("OFFICIAL_ACCOUNT", test.shop.template(), Map.of("expiresAt", end.toString()));
                return new Broken(code.text("/scene"), () -> test.shop.pass(Duration.ofHours(1)));
            }
        },
        TEMPLATE_NOT_PUBLISHED(410) {
            @Override
            Broken happen(ClosedCodesTest test) {
                var template = test.shop.template();
                return new Broken(
                        test.shop.scene(template),
                        () -> test.shop.owner().delete("/admin/card-templates/" + template + "/publication"));
            }
        };

        private final int status;

        Mishap(int status) {
            this.status = status;
        }

        abstract Broken happen(ClosedCodesTest test);
    }

    private record Broken(String scene, Runnable mishap) {}

    @ParameterizedTest
    @EnumSource
    void a_code_that_is_of_no_use_any_more_says_why(Mishap mishap) {
        var broken = mishap.happen(this);
        var early = Guest.stranger(shop);
        var session = early.inMiniProgram();
        assertThat(session.get("/wx/claim-codes/" + broken.scene()).status()).isEqualTo(200);
        broken.mishap().run();
        // Between the offer and the claim, and with the phone authorised already.
        isRefused(early, session, broken.scene(), new Refusal(mishap.status, mishap.name()));

        shop.pass(Duration.ofSeconds(2));
        var late = Guest.stranger(shop);
        for (var door : Door.values()) {
            var there = door.session(late);
            offersNothing(there, broken.scene(), mishap.status, mishap.name());
            isRefused(late, there, broken.scene(), new Refusal(mishap.status, mishap.name()));
        }
        offersNothing(house.wx(), broken.scene(), mishap.status, mishap.name());
        var scanner = Guest.stranger(shop);
        scanner.scan(Map.of("appId", shop.account(), "scene", broken.scene()));
        assertThat(scanner.messages())
                .as("what the account answers")
                .singleElement()
                .asString()
                .contains(ClaimError.valueOf(mishap.name()).sentence().zh())
                .doesNotContain("/m/claim/");
    }

    @Test
    void a_code_of_somebody_whose_store_is_closed_is_closed() {
        var store = shop.store("人民广场店", region);
        var staff = shop.staff("王店员", Map.of("storeId", store));
        var scene =
                shop.code("STAFF", shop.template(), Map.of("staffId", staff)).text("/scene");
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        assertThat(session.get("/wx/claim-codes/" + scene).status()).isEqualTo(200);
        shop.close(store);
        isRefused(guest, session, scene, new Refusal(410, "STORE_CLOSED"));
        shop.pass(Duration.ofSeconds(2));
        offersNothing(session, scene, 410, "STORE_CLOSED");
    }

    @Test
    void a_code_of_a_store_that_the_card_is_no_longer_for_offers_nothing() {
        var before = shop.store("旧店", region);
        var after = shop.store("新店", region);
        var template = shop.template();
        var ofStore = shop.code("STORE", template, Map.of("storeId", before)).text("/scene");
        var staff = shop.staff("王店员", Map.of("storeId", before));
        var ofStaff = shop.code("STAFF", template, Map.of("staffId", staff)).text("/scene");
        shop.rewritten(template, Map.of("storeIds", List.of(after)));
        shop.pass(Duration.ofSeconds(2));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        for (var scene : List.of(ofStore, ofStaff)) {
            Awaitility.await("the change is seen")
                    .until(() -> session.get("/wx/claim-codes/" + scene).status() != 200);
            offersNothing(session, scene, 422, "STORE_NOT_OFFERED");
            isRefused(guest, session, scene, new Refusal(422, "STORE_NOT_OFFERED"));
        }
    }

    @Test
    void a_code_that_nobody_made_is_unknown() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        for (var scene : List.of("0".repeat(22), "AbCdEfGhIjKlMnOpQrStUv", "x", "-'%20OR%201=1")) {
            offersNothing(session, scene, 404, "UNKNOWN_CODE");
            isRefused(guest, session, scene, new Refusal(404, "UNKNOWN_CODE"));
        }
    }

    @Test
    void another_spelling_of_a_scene_is_another_scene() {
        var scene = shop.scene(shop.template());
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var other = scene.equals(scene.toUpperCase(Locale.ROOT))
                ? scene.toLowerCase(Locale.ROOT)
                : scene.toUpperCase(Locale.ROOT);
        isRefused(guest, session, other, new Refusal(404, "UNKNOWN_CODE"));
    }

    @Test
    void another_merchant_s_code_is_unknown_to_this_one_s_customers() {
        var elsewhere = Shop.open(house);
        var scene = elsewhere.scene(elsewhere.template());
        var guest = Guest.stranger(shop);
        for (var door : Door.values()) {
            var session = door.session(guest);
            offersNothing(session, scene, 404, "UNKNOWN_CODE");
            isRefused(guest, session, scene, new Refusal(404, "UNKNOWN_CODE"));
        }
        assertThat(books.count("claim_intent", "1 = 1")).isZero();
        assertThat(house.wx().get("/wx/claim-codes/" + scene).status()).isEqualTo(200);
    }

    @Test
    void a_code_that_is_pointed_elsewhere_counts_for_the_other_from_then_on() {
        var before = shop.store("旧店", region);
        var after = shop.store("新店", region);
        var code = shop.code("STORE", shop.template(), Map.of("storeId", before));
        var early = Guest.stranger(shop);
        var first = early.claim(early.inMiniProgram(), code.text("/scene"));
        var between = Guest.stranger(shop);
        var session = between.inMiniProgram();
        assertThat(session.get("/wx/claim-codes/" + code.text("/scene")).text("/store/id"))
                .isEqualTo(before);
        shop.changed("/admin/claim-codes/" + code.text("/id"), Map.of("storeId", after));
        assertThat(between.claim(session, code.text("/scene")).text("/issuingStoreId"))
                .isEqualTo(after);
        assertThat(books.claimOf(first.text("/id")).store()).isEqualTo(before);
        assertThat(session.get("/wx/claim-codes/" + code.text("/scene")).text("/store/id"))
                .isEqualTo(after);
    }

    private static void offersNothing(Api caller, String scene, int status, String code) {
        var offer = caller.get("/wx/claim-codes/" + scene);
        assertThat(offer.problemCode()).as(offer.body()).hasValue(code);
        assertThat(offer.status()).isEqualTo(status);
    }

    private record Refusal(int status, String code) {}

    /** The refusal leaves nothing behind, not even a phone code that was used up. */
    private void isRefused(Guest guest, Api session, String scene, Refusal why) {
        var rows = books.everything();
        var refused = session.post("/wx/claims", Map.of("scene", scene, "phoneCode", guest.phoneCode()));
        assertThat(refused.problemCode()).as(refused.body()).hasValue(why.code());
        assertThat(refused.status()).isEqualTo(why.status());
        assertThat(books.everything()).isEqualTo(rows);
        assertThat(books.count("used_phone_code", "1 = 1")).isZero();
    }
}
