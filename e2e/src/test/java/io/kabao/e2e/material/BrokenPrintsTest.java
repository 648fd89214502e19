package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Shop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that can't be drawn, in a book of many prints: each costs its own print, and the book is whole. */
class BrokenPrintsTest {

    /** A PNG that says how large it is, and that more follows, which does not. */
    private static final String BROKEN =
            "UNHEX('" + HexFormat.of().formatHex(Arrays.copyOf(PictureFiles.png(60, 80), 60)) + "')";

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final String template = shop.template();

    /** The words of each page. */
    private static List<String> pages(Order order) throws IOException {
        try (var pdf = Loader.loadPDF(order.file())) {
            var pages = new ArrayList<String>();
            for (var page = 1; page <= pdf.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(pdf));
            }
            return pages;
        }
    }

    @Test
    void a_photo_that_breaks_off_costs_its_own_badge_in_a_book() throws IOException {
        var photos = IntStream.range(0, 3)
                .mapToObj(i -> uploaded(PictureFiles.png(60 + i, 80)))
                .toList();
        IntStream.range(0, 3).forEach(i -> shop.staff("员工" + i, Map.of("photoId", photos.get(i))));
        assertThat(rows.change("UPDATE image SET data = " + BROKEN + " WHERE id = " + photos.get(1)))
                .isOne();
        var order = Order.by(shop, "STAFF", template, Map.of("style", "BADGE", "format", "PDF"));
        assertThat(order.awaitStatus("DONE").number("/done")).isEqualTo(2);
        assertThat(order.failed()).isEqualTo(Map.of("员工1", "PRINT_FAILED"));
        var pages = pages(order);
        assertThat(pages).hasSize(2);
        assertThat(pages.get(0)).contains("员工0");
        assertThat(pages.get(1)).contains("员工2");
    }

    /** Half of a JPEG is a picture to many readers, whose lower part is grey. */
    @ParameterizedTest
    @ValueSource(strings = {"PDF", "ZIP"})
    void of_a_photo_half_is_none(String format) {
        var photo = uploaded(PictureFiles.jpeg(600, 800));
        var person = shop.staff("半张", Map.of("photoId", photo));
        shop.staff("无照", Map.of());
        halve("image", "data", "id = " + photo);
        var order = Order.by(shop, "STAFF", template, Map.of("style", "BADGE", "format", format));
        assertThat(order.awaitStatus("DONE").number("/done")).isOne();
        assertThat(order.failed()).isEqualTo(Map.of("半张", "PRINT_FAILED"));
        var code = Api.idsOf(shop.owner().get("/admin/claim-codes?staffId=" + person))
                .getFirst();
        for (var single : List.of("png", "svg", "pdf")) {
            var refused =
                    shop.owner().get("/admin/claim-codes/" + code + "/image?carrier=H5&style=BADGE&format=" + single);
            assertThat(refused.problemCode()).as(single).contains("PRINT_FAILED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PDF", "ZIP"})
    void of_wechats_picture_half_is_none(String format) {
        var area = shop.organization("华东");
        var half = shop.store("半码店", area);
        shop.store("全码店", area);
        var asked = Map.<String, Object>of("carrier", "MINI_PROGRAM", "format", format);
        Order.by(shop, "STORE", template, asked).awaitStatus("DONE");
        halve("code_picture", "picture", "scene = (SELECT scene FROM claim_code WHERE store_id = " + half + ")");
        var order = Order.by(shop, "STORE", template, asked);
        assertThat(order.awaitStatus("DONE").number("/done")).isOne();
        assertThat(order.failed()).isEqualTo(Map.of("半码店", "PRINT_FAILED"));
    }

    private void halve(String table, String column, String which) {
        assertThat(rows.change("UPDATE %1$s SET %2$s = LEFT(%2$s, LENGTH(%2$s) DIV 2) WHERE %3$s"
                        .formatted(table, column, which)))
                .isOne();
    }

    private String uploaded(byte[] picture) {
        var answer = shop.owner()
                .upload("/admin/images", "multipart/form-data; boundary=b", PictureFiles.asPart("b", picture));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }

    @Test
    void a_picture_that_breaks_off_costs_its_own_place_on_a_sheet() throws IOException {
        var area = shop.organization("华东");
        var stores = IntStream.range(0, 14)
                .mapToObj(i -> shop.store("%02d号店".formatted(i), area))
                .toList();
        var asked = Map.<String, Object>of("carrier", "MINI_PROGRAM", "style", "SHEET", "format", "PDF");
        Order.by(shop, "STORE", template, asked).awaitStatus("DONE");
        assertThat(rows.change("UPDATE code_picture SET picture = " + BROKEN + " WHERE scene ="
                        + " (SELECT scene FROM claim_code WHERE store_id = " + stores.get(3) + ")"))
                .isOne();
        var order = Order.by(shop, "STORE", template, asked);
        var done = order.awaitStatus("DONE");
        assertThat(order.failed()).isEqualTo(Map.of("03号店", "PRINT_FAILED"));
        assertThat(done.number("/done")).isEqualTo(13);
        var pages = pages(order);
        assertThat(pages).hasSize(2);
        assertThat(pages.get(0)).contains("02号店", "04号店", "12号店").doesNotContain("03号店", "13号店");
        assertThat(pages.get(1)).contains("13号店");
    }
}
