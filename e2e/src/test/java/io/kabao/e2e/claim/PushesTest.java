package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.House;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What WeChat pushes to the official account, and what it is answered. */
class PushesTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);

    @Test
    void who_scans_a_store_code_of_the_account_gets_the_claim_link_at_once() {
        var store = shop.store("人民广场店", shop.organization("华东"));
        var scene =
                shop.code("STORE", shop.template(), Map.of("storeId", store)).text("/scene");
        var guest = Guest.stranger(shop);
        guest.scan(Map.of("appId", shop.account(), "scene", scene));
        assertThat(guest.messages()).singleElement().asString().contains("/m/claim/" + scene);
    }

    @Test
    void a_plain_follow_is_answered_with_the_default_card() {
        var template = shop.template();
        makeDefault(template);
        var guest = Guest.stranger(shop);
        guest.follow();
        assertThat(guest.messages()).singleElement().asString().contains("/m/claim/");
    }

    @Test
    void the_words_of_the_old_chat_are_answered_with_the_link() {
        makeDefault(shop.template());
        var guest = Guest.stranger(shop);
        guest.follow();
        guest.write(" 办卡 ");
        guest.write("你好");
        assertThat(guest.messages())
                .filteredOn(message -> message.contains("/m/claim/"))
                .hasSize(2);
    }

    @Test
    void the_merchant_s_own_words_and_keywords_count_written_or_pressed() {
        makeDefault(shop.template());
        change(Map.of("replyText", "喝茶 <b> & 领卡", "replyKeywords", List.of("茶卡")));
        var guest = Guest.stranger(shop);
        guest.follow();
        guest.write(" 茶卡 ");
        guest.click("茶卡");
        guest.write("办卡");
        guest.click("办卡");
        assertThat(guest.messages())
                .filteredOn(message -> message.contains("/m/claim/"))
                .as("for the follow, the word and the menu")
                .hasSize(3)
                .allSatisfy(message -> assertThat(message).contains("喝茶 &lt;b&gt; &amp; 领卡"));
    }

    @Test
    void who_follows_after_looking_at_an_offer_in_the_mini_program_gets_that_very_offer() {
        var store = shop.store("人民广场店", shop.organization("华东"));
        var template = shop.template(Map.of("followRequired", true));
        makeDefault(template);
        var scene = shop.code("STORE", template, Map.of("storeId", store)).text("/scene");
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var offer = session.get("/wx/claim-codes/" + scene);
        assertThat(offer.json().at("/follow/required").asBoolean()).isTrue();
        assertThat(offer.json().at("/follow/followed").asBoolean()).isFalse();
        assertThat(guest.claim(session, scene).problemCode()).hasValue("FOLLOW_FIRST");
        guest.follow();
        assertThat(guest.messages()).singleElement().asString().contains("/m/claim/" + scene);
        await().untilAsserted(() -> assertThat(session.get("/wx/claim-codes/" + scene)
                        .json()
                        .at("/follow/followed")
                        .asBoolean())
                .isTrue());
        assertThat(guest.claim(session, scene).status()).isEqualTo(201);
    }

    @Test
    void whoever_follows_while_redis_is_away_gets_the_default_card() {
        makeDefault(shop.template());
        var guest = Guest.stranger(shop);
        try (var _ = LostToken.of(shop, shop.account())) {
            guest.follow();
        }
        assertThat(guest.messages()).singleElement().asString().contains("/m/claim/");
    }

    @Test
    void whoever_follows_while_wechat_is_slow_gets_the_default_card_without_waiting_for_it() {
        makeDefault(shop.template());
        var guest = Guest.stranger(shop);
        var other = Guest.stranger(shop);
        // What is done once is done.
        other.follow();
        var slow = Map.of("path", "/cgi-bin/user/info", "kind", "SLOW", "millis", 10_000, "times", 1);
        assertThat(shop.outside().post("/sandbox/faults", slow).status()).isBetween(200, 299);
        var began = System.nanoTime();
        guest.follow();
        var took = Duration.ofNanos(System.nanoTime() - began);
        shop.outside().delete("/sandbox/faults");
        assertThat(guest.messages()).singleElement().asString().contains("/m/claim/");
        assertThat(took).isLessThan(Duration.ofSeconds(3));
    }

    private void makeDefault(String template) {
        change(Map.of("defaultTemplateId", template));
    }

    private void change(Map<String, Object> settings) {
        var merchant = shop.owner().get("/admin/merchant").json();
        var changed = new HashMap<String, Object>();
        merchant.properties().forEach(field -> changed.put(field.getKey(), field.getValue()));
        changed.keySet().removeAll(Set.of("id", "createdAt", "updatedAt", "updatedBy"));
        changed.putAll(settings);
        var put = shop.owner().put("/admin/merchant", changed);
        assertThat(put.status()).as(put.body()).isEqualTo(200);
    }
}
