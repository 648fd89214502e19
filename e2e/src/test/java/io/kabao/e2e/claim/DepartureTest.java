package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A member of staff leaves; badges that are printed go on to work for whoever takes over. */
class DepartureTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final String region = shop.organization("华东");
    private final String store = shop.store("人民广场店", region);
    private final String template = shop.template();
    private final String leaver = shop.staff("小张", Map.of("organizationId", region));
    private final Answer badge = shop.code("STAFF", template, Map.of("staffId", leaver));

    @Test
    void a_colleague_takes_over_the_badge() {
        var heir = shop.staff("小李", Map.of("storeId", store));
        var revoked = shop.code("STAFF", template, Map.of("staffId", leaver));
        shop.owner().post("/admin/claim-codes/" + revoked.text("/id") + "/revocation", Map.of());

        var left = leave(Map.of("successorStaffId", heir));
        assertThat(left.status()).as(left.body()).isEqualTo(200);
        assertThat(left.json().at("/staff/active").asBoolean()).isFalse();
        assertThat(left.json().get("movedCodes").asInt()).isOne();
        assertThat(offer().text("/staff/name")).isEqualTo("小李");
        var guest = Guest.stranger(shop);
        var claimed = guest.claim(guest.inMiniProgram(), badge.text("/scene"));
        assertThat(claimed.text("/issuingStaffId")).isEqualTo(heir);
        assertThat(claimed.text("/issuingStoreId")).isEqualTo(store);
        assertThat(code(revoked).text("/staffId"))
                .as("a code taken back stays as it was")
                .isEqualTo(leaver);
        assertThat(auditsOf(badge)).isEqualTo(2);

        var again = leave(Map.of("successorStaffId", heir));
        assertThat(again.json().get("movedCodes").asInt()).isZero();
        assertThat(again.json().at("/staff/version")).isEqualTo(left.json().at("/staff/version"));
        assertThat(auditsOf(badge)).as("once more changes nothing").isEqualTo(2);
    }

    @Test
    void the_badge_becomes_a_stores_code_with_the_same_scene() {
        var left = leave(Map.of("storeId", store));
        assertThat(left.json().get("movedCodes").asInt()).isOne();
        var code = code(badge);
        assertThat(code.text("/channel")).isEqualTo("STORE");
        assertThat(code.text("/storeId")).isEqualTo(store);
        assertThat(code.json().get("staffId").isNull()).isTrue();
        assertThat(code.text("/scene")).isEqualTo(badge.text("/scene"));
        assertThat(offer().text("/favouriteStore/fixed/id")).isEqualTo(store);
        var guest = Guest.stranger(shop);
        assertThat(guest.claim(guest.inMiniProgram(), badge.text("/scene")).text("/channel"))
                .isEqualTo("STORE");
    }

    @Test
    void without_an_heir_the_badge_says_that_they_left_until_one_is_named() {
        assertThat(leave(Map.of()).json().get("movedCodes").asInt()).isZero();
        assertRefused(offer(), 410, "STAFF_LEFT");
        assertThat(code(badge).text("/status")).isEqualTo("OPEN");
        assertThat(leave(Map.of("storeId", store)).json().get("movedCodes").asInt())
                .isOne();
        assertThat(offer().text("/store/id")).isEqualTo(store);
    }

    @Test
    void who_can_not_take_over_is_refused_and_nobody_has_left() {
        var other = Shop.open(house);
        var formerColleague = shop.staff("旧人", Map.of("active", false));
        var closed = shop.store("停业的店", region);
        shop.owner().patch("/admin/stores/" + closed, Map.of("version", 1, "open", false));
        var heir = shop.staff("小李", Map.of());

        assertRefused(leave(Map.of("successorStaffId", heir, "storeId", store)), 422, "HEIR_NOT_ONE");
        assertRefused(leave(Map.of("successorStaffId", leaver)), 422, "HEIR_IS_SELF");
        assertRefused(leave(Map.of("successorStaffId", formerColleague)), 409, "STAFF_GONE");
        assertRefused(leave(Map.of("storeId", closed)), 409, "STORE_NOT_OPEN");
        assertRefused(leave(Map.of("successorStaffId", other.staff("外人", Map.of()))), 404, "STAFF_NOT_FOUND");
        assertRefused(leave(Map.of("storeId", other.store("别家", other.organization("别区")))), 404, "STORE_NOT_FOUND");
        assertRefused(other.owner().post("/admin/staff/" + leaver + "/departure", Map.of()), 404, "STAFF_NOT_FOUND");
        assertThat(leave(Map.of("successorStaffId", "x")).status()).isEqualTo(400);

        assertThat(shop.owner()
                        .get("/admin/staff/" + leaver)
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
        assertThat(code(badge).json()).isEqualTo(badge.json());
    }

    @Test
    void a_store_where_one_of_the_cards_is_not_valid_takes_over_none() {
        var elsewhere = shop.template(Map.of("storeIds", List.of(shop.store("另一店", region))));
        var second = shop.code("STAFF", elsewhere, Map.of("staffId", leaver));
        assertRefused(leave(Map.of("storeId", store)), 422, "STORE_NOT_OFFERED");
        assertThat(code(badge).json()).isEqualTo(badge.json());
        assertThat(code(second).json()).isEqualTo(second.json());
        assertThat(shop.owner()
                        .get("/admin/staff/" + leaver)
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_colleague_at_a_store_that_is_closed_or_not_one_of_the_cards_takes_over_none() {
        var closed = shop.store("停业的店", region);
        var atClosed = shop.staff("小李", Map.of("storeId", closed));
        shop.close(closed);
        assertRefused(leave(Map.of("successorStaffId", atClosed)), 409, "STORE_NOT_OPEN");
        var elsewhere = shop.template(Map.of("storeIds", List.of(shop.store("另一店", region))));
        var second = shop.code("STAFF", elsewhere, Map.of("staffId", leaver));
        var colleague = shop.staff("小王", Map.of("storeId", store));
        assertRefused(leave(Map.of("successorStaffId", colleague)), 422, "STORE_NOT_OFFERED");
        assertThat(code(badge).json()).isEqualTo(badge.json());
        assertThat(code(second).json()).isEqualTo(second.json());
        assertThat(shop.owner()
                        .get("/admin/staff/" + leaver)
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void twenty_departures_at_once_are_one() {
        var heir = shop.staff("小李", Map.of());
        shop.code("STAFF", shop.template(), Map.of("staffId", leaver));
        var answers = IntStream.range(0, 20)
                .mapToObj(_ -> Again.untilServed(() -> shop.owner()
                        .begin("POST", "/admin/staff/" + leaver + "/departure", Map.of("successorStaffId", heir))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
        assertThat(answers.stream()
                        .mapToInt(left -> left.json().get("movedCodes").asInt())
                        .sum())
                .isEqualTo(2);
        assertThat(auditsOf(badge)).isEqualTo(2);
    }

    private Answer leave(Map<String, Object> heir) {
        return shop.owner().post("/admin/staff/" + leaver + "/departure", heir);
    }

    private Answer offer() {
        return house.wx().get("/wx/claim-codes/" + badge.text("/scene"));
    }

    private Answer code(Answer made) {
        return shop.owner().get("/admin/claim-codes/" + made.text("/id"));
    }

    private long auditsOf(Answer code) {
        return rows.number("SELECT COUNT(*) FROM audit WHERE thing = 'CLAIM_CODE' AND thing_id = " + code.text("/id"));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problemCode()).hasValue(code);
    }
}
