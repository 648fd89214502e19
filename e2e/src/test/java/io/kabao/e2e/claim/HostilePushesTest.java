package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes that come twice, late, in no order, or from somebody else. */
class HostilePushesTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);

    @Test
    void the_address_proves_to_be_the_accounts() {
        var verified = shop.outside().post("/sandbox/apps/" + shop.account() + "/verifications", Map.of());
        assertThat(verified.json().get("verified").asBoolean())
                .as(verified.body())
                .isTrue();
    }

    @Test
    void a_push_that_comes_twenty_times_at_once_has_one_effect() {
        var guest = Guest.stranger(shop);
        guest.follow();
        var push = newestPush(guest);
        var told = deliver(push, Map.of("copies", 20, "concurrently", true));
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(inbox()).hasSize(1);
    }

    @Test
    void an_unfollow_that_overtakes_the_follow_is_the_last_word() {
        var guest = Guest.stranger(shop);
        shop.outside().put("/sandbox/apps/" + shop.account() + "/delivery", Map.of("held", true));
        var now = house.clock().instant().getEpochSecond();
        var follow = push(guest, Map.of("Event", "subscribe", "EventKey", "", "CreateTime", now - 60));
        var unfollow = push(guest, Map.of("Event", "unsubscribe", "EventKey", "", "CreateTime", now - 30));
        deliver(unfollow, Map.of());
        deliver(follow, Map.of());
        await().untilAsserted(() -> assertThat(inbox())
                .hasSize(2)
                .allSatisfy(status -> assertThat(status).isEqualTo("DONE")));
        var template = shop.template(Map.of("followRequired", true));
        var offer = guest.inAccount().get("/wx/claim-codes/" + shop.scene(template));
        assertThat(offer.json().at("/follow/followed").asBoolean())
                .as(offer.body())
                .isFalse();
    }

    @Test
    void blanks_around_the_fields_change_nothing() {
        var guest = Guest.stranger(shop);
        guest.follow();
        deliver(newestPush(guest), Map.of("blanks", true));
        assertThat(inbox()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAD_SIGNATURE", "WRONG_APP", "PLAIN", "OLD_TIMESTAMP", "XXE"})
    void a_forged_push_is_refused_and_leaves_nothing(String forgery) {
        shop.outside().put("/sandbox/apps/" + shop.account() + "/delivery", Map.of("held", true));
        var guest = Guest.stranger(shop);
        guest.follow();
        var push = newestPush(guest);
        deliver(push, Map.of("forgery", forgery));
        assertThat(inbox()).isEmpty();
        var attempts = shop.outside().get("/sandbox/pushes/" + push).json().get("attempts");
        assertThat(attempts.get(attempts.size() - 1).get("status").asInt())
                .as("refused, and not by failing")
                .isBetween(400, 499);
    }

    private String newestPush(Guest guest) {
        var pushes = shop.outside()
                .get("/sandbox/pushes?appId=" + shop.account() + "&personId=" + guest.person())
                .json()
                .get("items");
        assertThat(pushes.size()).isPositive();
        return pushes.get(pushes.size() - 1).get("id").asString();
    }

    private String push(Guest guest, Map<String, Object> fields) {
        var texts = new HashMap<String, String>(Map.of("MsgType", "event"));
        fields.forEach((name, value) -> texts.put(name, value.toString()));
        var made = shop.outside()
                .post("/sandbox/pushes", Map.of("appId", shop.account(), "personId", guest.person(), "fields", texts));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/id");
    }

    private Answer deliver(String push, Map<String, Object> manner) {
        return shop.outside().post("/sandbox/pushes/" + push + "/deliveries", manner);
    }

    private List<String> inbox() {
        return shop.owner()
                .get("/admin/inbox")
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("status").asString())
                .toList();
    }
}
