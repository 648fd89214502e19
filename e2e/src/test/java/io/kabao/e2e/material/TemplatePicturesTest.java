package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.image.ImageSweep;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pictures that stand on cards. */
class TemplatePicturesTest {

    private static final String BOUNDARY = "cut-here";

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Rows rows = Rows.of(house.sandbox());

    private static Answer uploaded(Api caller, int width) {
        var answer = caller.upload(
                "/admin/images",
                "multipart/form-data; boundary=" + BOUNDARY,
                PictureFiles.asPart(BOUNDARY, PictureFiles.png(width, 20)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static Map<String, Object> showing(Answer background, Answer logo, Answer icon) {
        return Map.of(
                "backgroundId",
                background.text("/id"),
                "logoId",
                logo.text("/id"),
                "links",
                List.of(Map.of("text", "商城", "url", "https://shop.example/", "iconId", icon.text("/id"))));
    }

    @Test
    void offers_cards_and_previews_show_the_merchants_pictures() {
        var background = uploaded(shop.owner(), 61);
        var logo = uploaded(shop.owner(), 62);
        var icon = uploaded(shop.owner(), 63);
        var template = shop.template(showing(background, logo, icon));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var scene = shop.scene(template);
        guest.claim(session, scene);
        var offer = session.get("/wx/claim-codes/" + scene).json().get("template");
        assertThat(session.get("/wx/cards").json().at("/items/0/template")).isEqualTo(offer);
        assertThat(shop.owner()
                        .get("/admin/card-templates/" + template + "/preview")
                        .json()
                        .at("/offer/template"))
                .isEqualTo(offer);
        for (var shown : Map.of("/backgroundUrl", background, "/logoUrl", logo, "/links/0/iconUrl", icon)
                .entrySet()) {
            var url = URI.create(offer.at(shown.getKey()).asString());
            assertThat(url.isAbsolute())
                    .as("mini-programs have no address of their own")
                    .isTrue();
            assertThat(url.getPath()).isEqualTo(shown.getValue().text("/url"));
            assertThat(house.wx().download(url.getPath()).statusCode()).isEqualTo(200);
        }
        var edit = shop.changed("/admin/card-templates/" + template, Map.of("title", "新卡"));
        assertThat(edit.text("/backgroundId")).isEqualTo(background.text("/id"));
        assertThat(edit.text("/links/0/iconId")).isEqualTo(icon.text("/id"));
    }

    @Test
    void a_picture_of_another_merchant_is_none() {
        var foreign = uploaded(Shop.open(house).owner(), 64);
        var own = uploaded(shop.owner(), 65);
        var path = "/admin/card-templates/" + shop.template();
        for (var wanted : List.of(showing(foreign, own, own), showing(own, foreign, own), showing(own, own, foreign))) {
            var body = new HashMap<>(wanted);
            body.putAll(Map.of("name", "会员卡", "title", "会员卡"));
            assertThat(shop.owner().post("/admin/card-templates", body).problemCode())
                    .hasValue("IMAGE_NOT_FOUND");
            var edit = new HashMap<>(wanted);
            edit.put("version", shop.owner().get(path).number("/version"));
            assertThat(shop.owner().patch(path, edit).problemCode()).hasValue("IMAGE_NOT_FOUND");
        }
    }

    @Test
    void a_picture_of_any_version_is_kept_and_that_of_a_draft_thrown_away_goes() {
        var merchant = shop.owner().get("/admin/merchant").text("/id");
        var old = uploaded(shop.owner(), 66);
        var icon = uploaded(shop.owner(), 67);
        var template = shop.template(showing(old, old, icon));
        shop.rewritten(
                template, Map.of("backgroundId", uploaded(shop.owner(), 68).text("/id")));
        var drafted = uploaded(shop.owner(), 69);
        shop.changed("/admin/card-templates/" + template, Map.of("logoId", drafted.text("/id")));
        aDayPasses(merchant);
        for (var kept : List.of(old, icon, drafted)) {
            assertThat(house.wx().download(kept.text("/url")).statusCode()).isEqualTo(200);
        }
        shop.owner().delete("/admin/card-templates/" + template + "/draft");
        aDayPasses(merchant);
        assertThat(house.wx().download(drafted.text("/url")).statusCode()).isEqualTo(404);
        assertThat(house.wx().download(old.text("/url")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_card_shows_the_picture_of_its_level_as_long_as_that_is_in_force() {
        var merchant = shop.owner().get("/admin/merchant").text("/id");
        var shown = uploaded(shop.owner(), 71);
        putInForce(shown.text("/id"));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        guest.claim(session, shop.scene(shop.template()));
        var level = session.get("/wx/cards").json().at("/items/0/level");
        assertThat(level.get("name").asString()).isEqualTo("普通会员");
        assertThat(level.get("color").asString()).isEqualTo("Color030");
        assertThat(URI.create(level.get("backgroundUrl").asString()).getPath()).isEqualTo(shown.text("/url"));
        assertThat(shop.owner().get("/admin/levels").text("/levels/0/backgroundId"))
                .isEqualTo(shown.text("/id"));
        aDayPasses(merchant);
        assertThat(house.wx().download(shown.text("/url")).statusCode()).isEqualTo(200);
        putInForce(null);
        assertThat(session.get("/wx/cards")
                        .json()
                        .at("/items/0/level/backgroundUrl")
                        .isNull())
                .isTrue();
        aDayPasses(merchant);
        assertThat(house.wx().download(shown.text("/url")).statusCode()).isEqualTo(404);
    }

    @Test
    void a_level_shows_no_picture_of_another_merchant_and_none_that_is_gone() {
        var foreign = uploaded(Shop.open(house).owner(), 72);
        assertThat(shop.owner()
                        .post("/admin/levels/preview", levels(foreign.text("/id")))
                        .problemCode())
                .hasValue("IMAGE_NOT_FOUND");
        var merchant = shop.owner().get("/admin/merchant").text("/id");
        var own = uploaded(shop.owner(), 73);
        var preview = shop.owner().post("/admin/levels/preview", levels(own.text("/id")));
        assertThat(preview.status()).as(preview.body()).isEqualTo(201);
        aDayPasses(merchant);
        assertThat(applied(preview).problemCode()).hasValue("IMAGE_NOT_FOUND");
        assertThat(shop.owner().get("/admin/levels").number("/version")).isZero();
    }

    private void putInForce(@Nullable String picture) {
        var preview = shop.owner().post("/admin/levels/preview", levels(picture));
        assertThat(preview.status()).as(preview.body()).isEqualTo(201);
        var applied = applied(preview);
        assertThat(applied.status()).as(applied.body()).isEqualTo(201);
    }

    private Answer applied(Answer preview) {
        return shop.proved(
                () -> shop.owner().post("/admin/levels/application", Map.of("previewId", preview.text("/id"))));
    }

    private Map<String, Object> levels(@Nullable String picture) {
        var first = new HashMap<String, Object>(Map.of("name", "普通会员", "color", "Color030"));
        if (picture != null) {
            first.put("backgroundId", picture);
        }
        return Map.of(
                "version",
                shop.owner().get("/admin/levels").number("/version"),
                "levels",
                List.of(first),
                "growth",
                Map.of("months", 12, "perSpendYuan", 1));
    }

    private void aDayPasses(String merchant) {
        var sweep = house.adminBean(ImageSweep.class);
        sweep.run();
        rows.change("UPDATE image SET unused_since = unused_since - INTERVAL " + ImageSweep.KEPT_UNUSED.toHours()
                + " HOUR WHERE merchant_id = " + merchant + " AND unused_since IS NOT NULL");
        sweep.run();
    }
}
