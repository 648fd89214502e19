package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.claim.Carrier;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.material.Format;
import io.kabao.material.Style;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Prints of codes as the console downloads them, scanned. */
class CodePrintsTest {

    private static final String BOUNDARY = "cut-here";
    private static final List<Carrier> CARRIERS = List.of(Carrier.values());

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);

    @Test
    void every_style_in_every_format_leads_where_its_carrier_leads() throws IOException {
        var code = codeOfStaff(shop.template());
        var turn = 0;
        for (var style : Style.values()) {
            turn++;
            for (var format : Format.values()) {
                turn++;
                // Each style and each format meets each carrier, each pair once.
                var carrier = CARRIERS.get(turn % CARRIERS.size());
                var paper = PrintPixels.of(format, print(code, carrier, style, format));
                var led = scanned(paper);
                var what = style + " " + format + " " + carrier;
                switch (carrier) {
                    case H5 -> assertThat(led.text("/url")).as(what).isEqualTo(code.text("/link"));
                    case OFFICIAL_ACCOUNT ->
                        assertThat(led.text("/appId")).as(what).isEqualTo(shop.account());
                    case MINI_PROGRAM -> {
                        assertThat(led.text("/appId")).as(what).isEqualTo(shop.miniProgram());
                        assertThat(led.body()).as(what).contains(code.text("/scene"), "pages/claim");
                    }
                }
            }
        }
    }

    @Test
    void a_badge_says_whose_it_is_and_what_the_card_looks_like() throws IOException {
        var logo = uploaded(PictureFiles.png(120, 120));
        var code = codeOfStaff(shop.template(Map.of("logoId", logo, "color", "Color100")));
        try (var pdf = Loader.loadPDF(print(code, Carrier.MINI_PROGRAM, Style.BADGE, Format.PDF))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("欧阳小雨", "工号 A7 · 人民路店", "扫码领取会员卡", "微信扫一扫");
            assertThat(pdf.getPage(0).getResources().getXObjectNames())
                    .as("logo, photo, WeChat's picture")
                    .hasSize(3);
        }
        var svg = new String(print(code, Carrier.H5, Style.POSTER, Format.SVG), StandardCharsets.UTF_8);
        assertThat(svg).contains("fill=\"#cc463d\"", "aria-label=\"微信或手机相机扫一扫\"");
    }

    @Test
    void a_print_says_what_the_template_has_it_say_once_that_is_in_force() throws IOException {
        var template = shop.template(Map.of("printHeadline", "开卡即送 10 元", "printHint", "扫一扫"));
        var code = codeOfStaff(template);
        assertThat(textOf(code)).contains("开卡即送 10 元", "扫一扫").doesNotContain("扫码领取会员卡", "微信");
        var path = "/admin/card-templates/" + template;
        var edit = new HashMap<String, Object>();
        edit.put("version", shop.owner().get(path).number("/version"));
        edit.put("printHeadline", "新品上市");
        edit.put("printHint", null);
        assertThat(shop.owner().patch(path, edit).status()).isEqualTo(200);
        assertThat(textOf(code)).contains("开卡即送 10 元");
        assertThat(shop.owner().post(path + "/publication", Map.of()).status()).isEqualTo(200);
        assertThat(textOf(code)).contains("新品上市", "微信或手机相机扫一扫");
        var tooLong = Map.of("version", shop.owner().get(path).number("/version"), "printHint", "长".repeat(17));
        assertThat(shop.owner().patch(path, tooLong).status()).isEqualTo(400);
    }

    private String textOf(Answer code) throws IOException {
        try (var pdf = Loader.loadPDF(print(code, Carrier.H5, Style.TABLE_CARD, Format.PDF))) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    @Test
    void as_much_of_a_plain_code_as_can_be_may_be_covered_where_a_logo_covers_it() throws IOException {
        var logo = uploaded(PictureFiles.png(120, 120));
        var covered = codeOfStaff(shop.template(Map.of("logoId", logo)));
        var plain = shop.code("STAFF", shop.template(), Map.of("staffId", covered.text("/staffId")));
        for (var style : List.of(Style.CODE, Style.BADGE)) {
            for (var format : Format.values()) {
                var what = style + " " + format;
                assertThat(CodeReaders.correction(PrintPixels.of(format, print(covered, Carrier.H5, style, format))))
                        .as(what)
                        .isEqualTo("H");
                assertThat(CodeReaders.correction(PrintPixels.of(format, print(plain, Carrier.H5, style, format))))
                        .as(what)
                        .isEqualTo("M");
            }
        }
    }

    @Test
    void a_print_is_the_merchants_alone_and_says_what_it_is() {
        var code = codeOfStaff(shop.template());
        for (var format : Format.values()) {
            var path = path(code) + "?carrier=H5&style=BADGE&format=" + format.fileEnding();
            var answer = shop.owner().download(path);
            assertThat(answer.headers().allValues("Content-Type")).containsExactly(format.mediaType());
            assertThat(answer.headers().allValues("Cache-Control"))
                    .singleElement()
                    .satisfies(value -> assertThat(value).contains("private", "max-age=60"));
            assertThat(Shop.open(house).owner().get(path).status()).isEqualTo(404);
        }
    }

    private Answer codeOfStaff(String template) {
        var store = shop.store("人民路店", shop.organization("华东"));
        var photo = uploaded(PictureFiles.jpeg(300, 400));
        var person = shop.staff("欧阳小雨", Map.of("storeId", store, "employeeNumber", "A7", "photoId", photo));
        return shop.code("STAFF", template, Map.of("staffId", person));
    }

    private String uploaded(byte[] picture) {
        Api caller = shop.owner();
        var answer = caller.upload(
                "/admin/images", "multipart/form-data; boundary=" + BOUNDARY, PictureFiles.asPart(BOUNDARY, picture));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }

    private static String path(Answer code) {
        return "/admin/claim-codes/" + code.text("/id") + "/image";
    }

    private byte[] print(Answer code, Carrier carrier, Style style, Format format) {
        var answer = shop.owner()
                .download(
                        "%s?carrier=%s&style=%s&format=%s".formatted(path(code), carrier, style, format.fileEnding()));
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.body();
    }

    /** What WeChat makes of it, held before a phone; where nothing is seen, at a slant. */
    private Answer scanned(BufferedImage paper) throws IOException {
        var person = Guest.stranger(shop).person();
        var led = scanned(person, paper);
        if (led.status() == 400) {
            // Some patterns of a code look like one corner more to a reader, until they are turned.
            led = scanned(person, PrintPixels.slanted(paper));
        }
        assertThat(led.status()).as(led.body()).isEqualTo(200);
        return led;
    }

    private Answer scanned(String person, BufferedImage paper) throws IOException {
        return shop.outside().upload("/sandbox/people/" + person + "/scans", "image/png", PrintPixels.png(paper));
    }
}
