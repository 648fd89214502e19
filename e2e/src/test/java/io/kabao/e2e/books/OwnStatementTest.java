package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What members see of their own balance, at their own door. */
class OwnStatementTest {

    private final Shop shop = Shop.open(House.shared());
    private final String store = shop.store("长乐路店", shop.organization("华东"));
    private final String staff = shop.staff("小陈", Map.of("storeId", store));
    private final String scene = shop.scene(shop.template(Map.of("autoBindOrCreate", true)));

    private record Holder(Api session, String card) {}

    private Holder member() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var claimed = guest.claim(session, scene);
        assertThat(claimed.text("/status")).as(claimed.body()).isEqualTo("ACTIVE");
        return new Holder(session, claimed.text("/id"));
    }

    private Api withKey() {
        return shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    private Map<String, Object> atTheStore(String card, Map<String, Object> more) {
        var form =
                new HashMap<String, Object>(Map.of("card", Map.of("cardId", card), "storeId", store, "staffId", staff));
        form.putAll(more);
        return form;
    }

    @Test
    void a_member_reads_in_plain_words_what_moved_the_own_card() {
        var member = member();
        var paid =
                withKey().post("/admin/topups", atTheStore(member.card(), Map.of("amountFen", 5_000, "means", "CASH")));
        assertThat(paid.status()).as(paid.body()).isEqualTo(201);
        var order = Map.<String, Object>of("orderNo", "O-" + member.card(), "channel", "OFFLINE", "amountFen", 1_200);
        var spent = withKey().post("/admin/spends", atTheStore(member.card(), order));
        assertThat(spent.status()).as(spent.body()).isEqualTo(201);

        var statement = member.session().get("/wx/cards/" + member.card() + "/entries?book=STORED_VALUE");
        assertThat(statement.status()).as(statement.body()).isEqualTo(200);
        var items = statement.json().get("items");
        assertThat(items.size()).isEqualTo(2);
        var newest = items.get(0);
        assertThat(List.of(
                        newest.get("title").asString(),
                        newest.get("storeName").asString(),
                        newest.get("staffName").asString(),
                        newest.get("orderNo").asString()))
                .containsExactly("消费", "长乐路店", "小陈", "O-" + member.card());
        assertThat(newest.get("amountFen").asLong()).isEqualTo(-1_200);
        assertThat(newest.get("principalFen").asLong()).isEqualTo(-1_200);
        assertThat(newest.get("balanceFen").asLong()).isEqualTo(3_800);
        assertThat(newest.at("/lots/0/topUpId").asString()).isEqualTo(paid.text("/id"));
        assertThat(statement.body()).doesNotContain("actorId", "memberId", "approverId");
        var points = member.session().get("/wx/cards/" + member.card() + "/entries?book=POINTS");
        assertThat(points.json().get("items").size()).isZero();
    }

    @Test
    void nobody_reads_the_statement_of_another_s_card() {
        var member = member();
        var other = member();
        var foreign = other.session().get("/wx/cards/" + member.card() + "/entries");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.problemCode()).hasValue("CARD_NOT_FOUND");
        assertThat(member.session().get("/wx/cards/1/entries").status()).isEqualTo(404);
        assertThat(shop.wx().get("/wx/cards/" + member.card() + "/entries").status())
                .isEqualTo(401);
    }
}
