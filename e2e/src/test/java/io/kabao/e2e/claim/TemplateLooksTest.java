package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What customers see of a template, and what its merchant sees of it before. */
class TemplateLooksTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);

    @Test
    void perks_are_shown_in_their_order_on_their_days_where_the_merchant_is() {
        var today = LocalDate.ofInstant(house.clock().instant(), SHANGHAI);
        var template = shop.template(Map.of(
                "perks",
                List.of(
                        perk("九折", null, null),
                        perk("昨天止", null, today.minusDays(1)),
                        perk("今天止", today, today),
                        perk("明天起", today.plusDays(1), null))));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var scene = shop.scene(template);
        guest.claim(session, scene);
        assertThat(perksOf(session, scene)).containsExactly("九折", "今天止");
        var untilMidnight =
                Duration.between(house.clock().instant(), today.plusDays(1).atStartOfDay(SHANGHAI));
        shop.pass(untilMidnight.plusSeconds(1));
        assertThat(perksOf(session, scene)).containsExactly("九折", "明天起");
    }

    private static List<String> perksOf(Api session, String scene) {
        var ofOffer = texts(session.get("/wx/claim-codes/" + scene).json().at("/template/perks"));
        assertThat(texts(session.get("/wx/cards").json().at("/items/0/template/perks")))
                .isEqualTo(ofOffer);
        return ofOffer;
    }

    private static List<String> texts(JsonNode items) {
        return items.valueStream().map(item -> item.get("text").asString()).toList();
    }

    @Test
    void links_are_shown_in_their_order_with_their_icons_unless_they_are_switched_off() {
        var template = shop.template(Map.of(
                "links",
                List.of(
                        Map.of("text", "商城", "url", "https://shop.example/", "icon", "SHOP"),
                        Map.of("text", "预订", "url", "https://shop.example/book", "on", false),
                        Map.of("text", "门店", "url", "https://shop.example/stores", "on", true))));
        var links =
                house.wx().get("/wx/claim-codes/" + shop.scene(template)).json().at("/template/links");
        assertThat(texts(links)).containsExactly("商城", "门店");
        assertThat(links.get(0).get("icon").asString()).isEqualTo("SHOP");
        assertThat(links.get(1).get("icon").isNull()).isTrue();
    }

    @Test
    void a_preview_is_what_the_offer_and_the_card_show_once_it_is_published() {
        var template = shop.template(Map.of("title", "旧卡"));
        var scene = shop.scene(template);
        var path = "/admin/card-templates/" + template;
        shop.store("长乐路店", shop.organization("华东"));
        var changes = new HashMap<String, Object>(Map.of(
                "title",
                "新卡",
                "color",
                "Color030",
                "notice",
                "出示此卡",
                "description",
                "一人一卡",
                "followRequired",
                true,
                "autoBindOrCreate",
                true,
                "validity",
                Map.of("kind", "DAYS", "days", 30),
                "numberRule",
                Map.of("prefix", "N", "digits", 6),
                "perks",
                List.of(perk("八折", null, null), perk("过期", null, LocalDate.of(2020, 1, 1))),
                "links",
                List.of(Map.of("text", "商城", "url", "https://shop.example/", "icon", "SHOP"))));
        changes.put("servicePhone", "400-800 1234");
        changes.put("profileFields", List.of(Map.of("key", "name", "label", "姓名", "type", "TEXT", "required", true)));
        changes.put(
                "documents",
                List.of(Map.of("kind", "TERMS", "version", "3", "title", "协议", "url", "https://shop.example/t")));
        shop.changed(path, changes);
        var preview = shop.owner().get(path + "/preview").json();
        assertThat(house.wx().get("/wx/claim-codes/" + scene).text("/template/title"))
                .isEqualTo("旧卡");

        shop.owner().post(path + "/publication", Map.of());
        shop.pass(Duration.ofSeconds(2));
        var offer = (ObjectNode) house.wx().get("/wx/claim-codes/" + scene).json();
        assertThat(offer.get("scene").asString()).isEqualTo(scene);
        offer.put("scene", "");
        assertThat(preview.get("offer")).isEqualTo(offer);
        assertThat(offer.at("/template/servicePhone").asString()).isEqualTo("400-800 1234");

        assertThat(preview.at("/card/template")).isEqualTo(offer.get("template"));
        assertThat(preview.at("/card/number").asString()).isEqualTo("N000001");
        assertThat(preview.at("/card/status").asString()).isEqualTo("ACTIVE");
        assertThat(preview.at("/card/balanceFen").asLong()).isZero();
        assertThat(preview.at("/card/expiresAt").isNull()).isFalse();
    }

    private static Map<String, Object> perk(String text, @Nullable LocalDate from, @Nullable LocalDate to) {
        var perk = new HashMap<String, Object>();
        perk.put("text", text);
        perk.put("from", from == null ? null : from.toString());
        perk.put("to", to == null ? null : to.toString());
        return perk;
    }
}
