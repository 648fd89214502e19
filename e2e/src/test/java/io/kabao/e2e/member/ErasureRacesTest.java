package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Somebody is erased while they still do everything else: what comes too late is sent away, and nothing is left half done. */
class ErasureRacesTest {

    private static final int MANY = Soak.count(50, 400);

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Rows rows = Rows.of(house.sandbox());
    private final Everywhere everywhere = Everywhere.in(house);

    @AfterEach
    void no_rule_of_the_platform_was_broken() {
        assertThat(shop.outside().get("/sandbox/violations").json().get("items"))
                .isEmpty();
    }

    @RepeatedTest(5)
    void of_all_that_the_person_does_at_that_moment_nothing_stays_behind() {
        var patron = Patron.of(shop);
        var openids = rows.column("SELECT openid FROM identity WHERE member_id = " + patron.memberId());
        var scene = shop.scene(shop.template());
        var claimed =
                patron.session().post("/wx/claims", Map.of("scene", scene)).text("/id");
        var others =
                shop.scene(shop.template(Map.of("numberRule", Map.of("kind", "PHONE", "prefix", "P", "digits", 8))));
        var calls = new ArrayList<CompletableFuture<Answer>>();
        for (var i = 0; i < MANY; i++) {
            calls.add(
                    switch (i % 5) {
                        case 0 -> patron.session().begin("POST", "/wx/me/erasure", null);
                        case 1 -> patron.onPage().begin("POST", "/wx/claims", Map.of("scene", others));
                        case 2 ->
                            patron.session()
                                    .begin("POST", "/wx/cards/" + claimed + "/activation", Map.of("profile", Map.of()));
                        case 3 -> patron.onPage().begin("PATCH", "/wx/me", Map.of("profile", Map.of("city", "城" + i)));
                        default -> patron.session().begin("PUT", "/wx/me/consents", said(i % 2 == 0));
                    });
        }
        calls.forEach(
                call -> assertThat(call.join().status()).as(call.join().body()).isIn(200, 201, 401, 404, 409, 503));
        assertThat(patron.session().get("/wx/me").status()).isEqualTo(401);
        openids.forEach(openid -> assertThat(everywhere.holding(openid)).isEmpty());
        assertThat(everywhere.holding(patron.guest().phone())).isEmpty();
        assertThat(rows.column("SELECT DISTINCT status FROM member_card WHERE member_id = " + patron.memberId()))
                .containsExactlyInAnyOrder("CANCELLED", "MERGED");
        assertThat(rows.number("SELECT COUNT(*) FROM audit WHERE action = 'MEMBER_ERASED' AND thing_id = "
                        + patron.memberId()))
                .isEqualTo(1);
    }

    private static Map<String, Object> said(boolean given) {
        return Map.of("consents", List.of(Map.of("kind", "TERMS", "version", "1", "given", given)));
    }

    @Test
    void who_comes_again_at_that_moment_is_the_old_member_or_a_whole_new_one() {
        var patron = Patron.of(shop);
        var again = new ArrayList<CompletableFuture<Answer>>();
        var erasures = new ArrayList<CompletableFuture<Answer>>();
        for (var i = 0; i < 10; i++) {
            var code = patron.guest().loginCode();
            var phoneCode = patron.guest().phoneCode();
            var scene = shop.scene(shop.template());
            again.add(house.wx()
                    .begin("POST", "/wx/sessions", Map.of("appId", shop.miniProgram(), "code", code))
                    .thenCompose(session -> house.wx()
                            .as(session.text("/token"))
                            .begin("POST", "/wx/claims", Map.of("scene", scene, "phoneCode", phoneCode))));
            erasures.add(patron.session().begin("POST", "/wx/me/erasure", null));
        }
        assertThat(again)
                .allSatisfy(call ->
                        assertThat(call.join().status()).as(call.join().body()).isIn(200, 201, 401, 409, 503));
        assertThat(erasures)
                .allSatisfy(call ->
                        assertThat(call.join().status()).as(call.join().body()).isIn(200, 401, 503));
        var living = rows.column("SELECT n.id FROM member o JOIN member n ON n.merchant_id = o.merchant_id"
                + " AND n.status = 'LIVING' WHERE o.id = " + patron.memberId());
        assertThat(living).hasSizeLessThanOrEqualTo(1).doesNotContain(patron.memberId());
        assertThat(rows.number("SELECT COUNT(*) FROM identity i JOIN member m ON m.id = i.member_id"
                        + " WHERE m.status <> 'LIVING' AND i.merchant_id = (SELECT merchant_id FROM member WHERE id = "
                        + patron.memberId() + ")"))
                .as("identities of members who live no more")
                .isZero();
        assertThat(rows.column("SELECT DISTINCT status FROM member_card WHERE member_id = " + patron.memberId()))
                .containsExactlyInAnyOrder("CANCELLED", "MERGED");
        living.forEach(member -> {
            assertThat(rows.number("SELECT COUNT(*) FROM member_card c JOIN holder h ON h.id = c.holder_id"
                            + " JOIN claim l ON l.card_id = c.id WHERE c.live_slot = 0 AND c.member_id = " + member))
                    .isPositive();
            var anew = patron.guest().inMiniProgram();
            assertThat(anew.get("/wx/me").text("/id")).isEqualTo(member);
        });
    }
}
