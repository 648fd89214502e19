package io.kabao.e2e.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain's tree, its stores and its staff. */
class TreeTest {

    private final House house = House.shared();
    private Api owner = house.admin();

    @BeforeEach
    void open() {
        var account = "t-" + UUID.randomUUID().toString().substring(0, 18);
        house.openMerchant(account);
        owner = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
    }

    @Test
    void regions_stand_below_the_root_and_can_be_moved() {
        var root = owner.get("/admin/organizations").text("/items/0/id");
        var east = region("华东", null);
        var shanghai = region("上海", east);
        assertThat(owner.get("/admin/organizations/" + east).text("/parentId")).isEqualTo(root);
        var moved = owner.patch("/admin/organizations/" + shanghai, Map.of("version", 1, "parentId", root));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text("/parentId")).isEqualTo(root);
        assertThat(moved.text("/name")).isEqualTo("上海");
    }

    @Test
    void no_region_stands_below_itself() {
        var east = region("华东", null);
        var shanghai = region("上海", east);
        var pudong = region("浦东", shanghai);
        for (var below : List.of(east, shanghai, pudong)) {
            assertRefused(
                    owner.patch("/admin/organizations/" + east, Map.of("version", 1, "parentId", below)),
                    422,
                    "TREE_CYCLE");
        }
    }

    @Test
    void two_moves_at_once_make_no_cycle() {
        var a = region("甲", null);
        var b = region("乙", null);
        for (var round = 1; round <= 10; round++) {
            var version = Map.of(
                    a,
                            owner.get("/admin/organizations/" + a)
                                    .json()
                                    .get("version")
                                    .intValue(),
                    b,
                            owner.get("/admin/organizations/" + b)
                                    .json()
                                    .get("version")
                                    .intValue());
            var one =
                    owner.begin("PATCH", "/admin/organizations/" + a, Map.of("version", version.get(a), "parentId", b));
            var two =
                    owner.begin("PATCH", "/admin/organizations/" + b, Map.of("version", version.get(b), "parentId", a));
            assertThat(List.of(one.join().status(), two.join().status())).containsExactlyInAnyOrder(200, 422);
            var root = owner.get("/admin/organizations/" + (one.join().status() == 200 ? b : a))
                    .text("/parentId");
            for (var id : List.of(a, b)) {
                var now = owner.get("/admin/organizations/" + id);
                owner.patch(
                        "/admin/organizations/" + id,
                        Map.of("version", now.json().get("version").intValue(), "parentId", root));
            }
        }
    }

    @Test
    void the_root_stays_and_depth_is_bounded() {
        var root = owner.get("/admin/organizations").text("/items/0/id");
        assertRefused(owner.delete("/admin/organizations/" + root), 422, "ROOT_STAYS");
        var clearing = new HashMap<String, Object>(Map.of("version", 1));
        clearing.put("parentId", null);
        assertRefused(owner.patch("/admin/organizations/" + region("东", null), clearing), 422, "ROOT_STAYS");
        var deepest = IntStream.rangeClosed(2, 10)
                .boxed()
                .reduce(root, (above, level) -> region("层 " + level, above), (x, y) -> y);
        assertRefused(
                owner.post("/admin/organizations", Map.of("name", "太深", "parentId", deepest)), 422, "TREE_TOO_DEEP");
    }

    @Test
    void what_something_hangs_on_is_not_removed() {
        var east = region("华东", null);
        var store = owner.post("/admin/stores", Map.of("name", "南京路店", "organizationId", east))
                .text("/id");
        var person = owner.post("/admin/staff", Map.of("name", "小王", "storeId", store));
        assertThat(person.text("/organizationId")).isEqualTo(east);
        assertRefused(owner.delete("/admin/organizations/" + east), 409, "ORGANIZATION_IN_USE");
        assertRefused(owner.delete("/admin/stores/" + store), 409, "STORE_IN_USE");
        assertThat(owner.get("/admin/stores/" + store).status()).isEqualTo(200);
    }

    @Test
    void a_phone_of_staff_is_masked_wherever_it_is_shown() {
        var added = owner.post("/admin/staff", Map.of("name", "小王", "phone", "138 0000 5678", "employeeNumber", "N-1"));
        assertThat(added.text("/phoneMasked")).isEqualTo("138****5678");
        assertThat(owner.get("/admin/staff").body()).doesNotContain("13800005678");
        assertThat(owner.get("/admin/audit").body())
                .doesNotContain("13800005678")
                .contains("138****5678");
        assertRefused(
                owner.post("/admin/staff", Map.of("name", "小李", "employeeNumber", "N-1")),
                409,
                "EMPLOYEE_NUMBER_TAKEN");
        assertRefused(owner.post("/admin/staff", Map.of("name", "小李", "phone", "12345")), 422, "STAFF_PHONE_WRONG");
    }

    @Test
    void staff_tied_to_a_store_belong_to_its_part_of_the_tree() {
        var east = region("华东", null);
        var west = region("华西", null);
        var store = owner.post("/admin/stores", Map.of("name", "店", "organizationId", east))
                .text("/id");
        assertRefused(
                owner.post("/admin/staff", Map.of("name", "小王", "storeId", store, "organizationId", west)),
                422,
                "STORE_OUTSIDE_ORGANIZATION");
    }

    private String region(String name, @Nullable String parentId) {
        var body = new HashMap<String, Object>(Map.of("name", name));
        body.put("parentId", parentId);
        var added = owner.post("/admin/organizations", body);
        assertThat(added.status()).isEqualTo(201);
        return added.text("/id");
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problemCode()).hasValue(code);
    }
}
