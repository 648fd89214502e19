package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What something hangs on stays. */
class RemovalTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final String region = shop.organization("华东");
    private final String store = shop.store("人民广场店", region);

    @Test
    void a_store_that_a_code_names_stays_even_when_the_code_was_taken_back() {
        var code = shop.code("STORE", shop.template(), Map.of("storeId", store));
        assertRefused(remove("stores", store), "STORE_IN_USE");
        shop.owner().post("/admin/claim-codes/" + code.text("/id") + "/revocation", Map.of());
        assertRefused(remove("stores", store), "STORE_IN_USE");
        assertThat(remove("stores", shop.store("空店", region)).status()).isEqualTo(204);
    }

    @Test
    void a_store_that_a_member_chose_and_the_organization_that_issued_the_card_stay() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var card = guest.claim(session, shop.scene(shop.template())).text("/id");
        var active = session.post(
                "/wx/cards/" + card + "/activation", Map.of("profile", Map.of(), "favouriteStoreId", store));
        assertThat(active.status()).as(active.body()).isEqualTo(200);
        assertRefused(remove("stores", store), "STORE_IN_USE");
        rows.change("UPDATE member_card SET issuing_store_id = NULL WHERE id = " + card);
        assertRefused(remove("stores", store), "STORE_IN_USE");
        rows.change("UPDATE member_card SET favourite_store_id = NULL, issuing_store_id = " + store + " WHERE id = "
                + card);
        assertRefused(remove("stores", store), "STORE_IN_USE");

        var moved = shop.owner()
                .patch("/admin/stores/" + store, Map.of("version", 1, "organizationId", shop.organization("华北")));
        assertThat(moved.status()).isEqualTo(200);
        assertRefused(remove("organizations", region), "ORGANIZATION_IN_USE");
        assertThat(remove("organizations", shop.organization("空区")).status()).isEqualTo(204);
    }

    @Test
    void a_store_is_removed_or_gets_a_code_but_never_both() {
        var template = shop.template();
        for (var round = 0; round < 10; round++) {
            var contested = shop.store("争", region);
            var body = Map.of("channel", "STORE", "templateId", template, "storeId", contested);
            var answers = IntStream.range(0, 6)
                    .mapToObj(i -> i % 2 == 0
                            ? shop.owner().begin("DELETE", "/admin/stores/" + contested, null)
                            : shop.owner().begin("POST", "/admin/claim-codes", body))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isLessThan(500));
            assertThat(Stream.of("store WHERE id", "claim_code WHERE store_id")
                            .filter(what -> rows.number("SELECT COUNT(*) FROM " + what + " = " + contested) > 0))
                    .as("both or neither")
                    .satisfiesAnyOf(
                            found -> assertThat(found).isEmpty(),
                            found -> assertThat(found).hasSize(2));
        }
    }

    @Test
    void a_template_that_a_code_names_stays() {
        var made = shop.owner().post("/admin/card-templates", Map.of("name", "草稿", "title", "草稿"));
        var draft = made.text("/id");
        shop.code("MINI_PROGRAM", draft, Map.of());
        assertRefused(remove("card-templates", draft), "TEMPLATE_IN_USE");
        var free = shop.owner().post("/admin/card-templates", Map.of("name", "草稿", "title", "草稿"));
        assertThat(remove("card-templates", free.text("/id")).status()).isEqualTo(204);
    }

    @Test
    void a_member_of_staff_whom_a_code_or_a_card_names_stays() {
        var staff = shop.staff("王店员", Map.of("organizationId", region));
        var code = shop.code("STAFF", shop.template(), Map.of("staffId", staff));
        assertRefused(remove("staff", staff), "STAFF_IN_USE");
        var guest = Guest.stranger(shop);
        var claimed = guest.claim(guest.inMiniProgram(), code.text("/scene"));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        shop.changed(
                "/admin/claim-codes/" + code.text("/id"),
                Map.of("staffId", shop.staff("李店员", Map.of("organizationId", region))));
        assertRefused(remove("staff", staff), "STAFF_IN_USE");

        var mistaken = shop.staff("错录", Map.of("organizationId", region));
        assertThat(remove("staff", mistaken).status()).isEqualTo(204);
        assertThat(remove("staff", mistaken).problemCode()).hasValue("STAFF_NOT_FOUND");
        assertThat(shop.owner().get("/admin/audit").body()).contains("错录");
    }

    @Test
    void an_app_that_met_somebody_stays() {
        Guest.stranger(shop).inMiniProgram();
        assertRefused(remove("wechat-apps", idOf(shop.miniProgram())), "WECHAT_APP_IN_USE");
        assertThat(remove("wechat-apps", idOf(shop.account())).status()).isEqualTo(204);
    }

    @Test
    void whether_something_hangs_on_a_thing_is_answered_from_an_index() {
        for (var look : Map.of(
                        "member_card WHERE merchant_id = 1 AND issuing_store_id = 2", "by_issuing_store",
                        "member_card WHERE merchant_id = 1 AND favourite_store_id = 2", "by_favourite_store",
                        "member_card WHERE merchant_id = 1 AND issuing_organization_id = 2", "by_issuing_organization",
                        "member_card WHERE merchant_id = 1 AND issuing_staff_id = 2", "by_issuing_staff",
                        "claim_code WHERE merchant_id = 1 AND store_id = 2", "by_store",
                        "claim_code WHERE merchant_id = 1 AND staff_id = 2", "by_staff",
                        "claim_code WHERE merchant_id = 1 AND template_id = 2", "by_template",
                        "identity WHERE merchant_id = 1 AND app_id = 'x'", "one_identity")
                .entrySet()) {
            var query = "SELECT 1 FROM " + look.getKey();
            assertThat(rows.column("ANALYZE FORMAT=JSON " + query).getFirst())
                    .as(look.getKey())
                    .contains(look.getValue());
        }
    }

    private Answer remove(String kind, String id) {
        return shop.proved(() -> shop.owner().delete("/admin/" + kind + "/" + id));
    }

    private String idOf(String appId) {
        return rows.column("SELECT id FROM wechat_app WHERE app_id = '" + appId + "'")
                .getFirst();
    }

    private static void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.problemCode()).hasValue(code);
    }
}
