package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures of codes, read again by what reads them in the world. */
class CodePicturesTest {

    private static final int QUIET_MODULES = 4;

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final String template = shop.template();

    @Test
    void the_page_is_a_qr_code_that_any_camera_reads() throws ReaderException {
        var code = aStoresCode();
        var picture = picture(code, "?carrier=H5&format=png");
        var image = image(picture);
        assertThat(image.getWidth()).isGreaterThanOrEqualTo(600).isEqualTo(image.getHeight());
        var read = read(image);
        assertThat(read.getText()).isEqualTo(code.text("/link"));
        assertThat(read.getResultMetadata().get(ResultMetadataType.ERROR_CORRECTION_LEVEL))
                .isEqualTo("M");
        assertThat(whiteBorder(image)).isGreaterThanOrEqualTo(QUIET_MODULES * moduleWidth(image));
        var led = scan(picture);
        assertThat(led.text("/to")).isEqualTo("URL");
        assertThat(led.text("/url")).isEqualTo(code.text("/link"));
    }

    @Test
    void the_accounts_code_is_made_once_for_ever_and_leads_to_the_account_with_the_scene() throws ReaderException {
        var code = aStoresCode();
        var picture = picture(code, "?carrier=OFFICIAL_ACCOUNT");
        assertThat(read(image(picture)).getText()).startsWith("http");
        var led = scan(picture);
        assertThat(led.text("/to")).isEqualTo("ACCOUNT");
        assertThat(led.text("/appId")).isEqualTo(shop.account());
        assertThat(read(image(picture(code, "?carrier=OFFICIAL_ACCOUNT"))).getText())
                .isEqualTo(read(image(picture)).getText());
        assertThat(rowsOfFollowCodes(code)).isEqualTo("null");
    }

    @Test
    void a_printed_code_of_the_account_itself_does_not_expire_either() {
        var code = shop.code("OFFICIAL_ACCOUNT", template, Map.of());
        assertThat(scan(picture(code, "")).text("/appId")).isEqualTo(shop.account());
        assertThat(rowsOfFollowCodes(code)).isEqualTo("null");
    }

    @Test
    void the_mini_programs_code_opens_its_claim_page_with_the_scene() {
        var code = shop.code("MINI_PROGRAM", template, Map.of());
        for (var query :
                new String[] {"", "?carrier=MINI_PROGRAM", "?carrier=MINI_PROGRAM&appId=" + shop.miniProgram()}) {
            var picture = picture(code, query);
            assertThat(image(picture).getWidth())
                    .as("the widest that WeChat draws")
                    .isEqualTo(1_280);
            var led = scan(picture);
            assertThat(led.text("/to")).isEqualTo("MINI_PROGRAM");
            assertThat(led.text("/appId")).isEqualTo(shop.miniProgram());
            assertThat(led.body()).contains(code.text("/scene")).contains("pages/claim");
        }
    }

    @Test
    void a_picture_that_can_not_be_read_is_not_kept_and_the_next_one_is_asked_for() {
        var code = shop.code("MINI_PROGRAM", template, Map.of());
        var fault = Map.of("path", "/wxa/getwxacodeunlimit", "kind", "GARBLED", "times", 1);
        assertThat(shop.outside().post("/sandbox/faults", fault).status()).isEqualTo(201);
        assertRefused(get(code, ""), 503, "WECHAT_UNAVAILABLE");
        assertThat(scan(picture(code, "")).text("/appId")).isEqualTo(shop.miniProgram());
    }

    @Test
    void a_stores_code_comes_as_the_best_that_the_merchant_has() throws ReaderException {
        assertThat(scan(picture(aStoresCode(), "")).text("/to")).isEqualTo("MINI_PROGRAM");

        var name = "p-" + Shop.unique(16);
        house.openMerchant(name);
        var plain = house.admin().signedIn(name, Settings.OWNER_PASSWORD);
        var draft = plain.post("/admin/card-templates", Map.of("name", "卡", "title", "卡"))
                .text("/id");
        var store = plain.post("/admin/stores", Map.of("name", "店")).text("/id");
        var code = plain.post("/admin/claim-codes", Map.of("channel", "STORE", "templateId", draft, "storeId", store));
        var path = "/admin/claim-codes/" + code.text("/id") + "/image";
        assertThat(read(image(plain.download(path).body())).getText()).isEqualTo(code.text("/link"));
        assertRefused(plain.get(path + "?carrier=MINI_PROGRAM"), 422, "NO_MINI_PROGRAM");
        assertRefused(plain.get(path + "?carrier=OFFICIAL_ACCOUNT"), 422, "NO_OFFICIAL_ACCOUNT");
    }

    @Test
    void a_picture_is_the_merchants_alone() {
        var code = aStoresCode();
        var answer = shop.owner().download(path(code) + "?carrier=H5");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("image/png");
        assertThat(answer.headers().allValues("Cache-Control"))
                .singleElement()
                .satisfies(value -> assertThat(value).contains("private").doesNotContain("public"));
        assertRefused(Shop.open(house).owner().get(path(code)), 404, "CLAIM_CODE_NOT_FOUND");
        assertRefused(house.admin().get(path(code)), 401, "NOT_SIGNED_IN");
    }

    @Test
    void what_would_be_printed_for_nothing_is_refused() {
        var code = aStoresCode();
        shop.owner().post("/admin/claim-codes/" + code.text("/id") + "/revocation", Map.of());
        for (var carrier : new String[] {"H5", "MINI_PROGRAM", "OFFICIAL_ACCOUNT"}) {
            assertRefused(get(code, "?carrier=" + carrier), 409, "CLAIM_CODE_REVOKED");
        }
        var store = shop.store("要停业的店", shop.organization("区"));
        var person = shop.staff("小张", Map.of("storeId", store));
        var ofStore = shop.code("STORE", template, Map.of("storeId", store));
        var badge = shop.code("STAFF", template, Map.of("staffId", person));
        var leaver = shop.staff("小李", Map.of());
        var leaversBadge = shop.code("STAFF", template, Map.of("staffId", leaver));
        shop.close(store);
        assertThat(shop.owner()
                        .post("/admin/staff/" + leaver + "/departure", Map.of())
                        .status())
                .isEqualTo(200);
        assertRefused(get(ofStore, "?carrier=H5"), 409, "STORE_NOT_OPEN");
        assertRefused(get(badge, "?carrier=H5"), 409, "STORE_NOT_OPEN");
        assertRefused(get(leaversBadge, "?carrier=H5"), 409, "STAFF_GONE");
    }

    @Test
    void what_is_asked_for_and_not_there_is_said_clearly() {
        var code = aStoresCode();
        for (var query : new String[] {
            "?format=PNG", "?format=gif", "?format=", "?style=FLAG", "?style=poster", "?carrier=BALLOON"
        }) {
            assertRefused(get(code, query), 400, "INVALID_REQUEST");
        }
        var other = Shop.open(house);
        assertRefused(get(code, "?carrier=MINI_PROGRAM&appId=" + other.miniProgram()), 404, "WECHAT_APP_NOT_FOUND");
        assertRefused(get(code, "?carrier=MINI_PROGRAM&appId=" + shop.account()), 404, "WECHAT_APP_NOT_FOUND");
        assertRefused(
                get(code, "?carrier=OFFICIAL_ACCOUNT&appId=' OR 1=1".replace(" ", "%20")), 404, "WECHAT_APP_NOT_FOUND");
    }

    private Answer aStoresCode() {
        return shop.code("STORE", template, Map.of("storeId", shop.store("店", shop.organization("区"))));
    }

    private static String path(Answer code) {
        return "/admin/claim-codes/" + code.text("/id") + "/image";
    }

    private Answer get(Answer code, String query) {
        return shop.owner().get(path(code) + query);
    }

    private byte[] picture(Answer code, String query) {
        HttpResponse<byte[]> answer = shop.owner().download(path(code) + query);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.body();
    }

    /** What WeChat makes of the picture. */
    private Answer scan(byte[] picture) {
        var person = Guest.stranger(shop).person();
        var led = shop.outside().upload("/sandbox/people/" + person + "/scans", "image/png", picture);
        assertThat(led.status()).as(led.body()).isEqualTo(200);
        return led;
    }

    private String rowsOfFollowCodes(Answer code) {
        return Rows.of(house.sandbox())
                .column("SELECT expires_at FROM follow_code WHERE code_id = " + code.text("/id"))
                .getFirst();
    }

    private static BufferedImage image(byte[] picture) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(picture)), "no picture");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result read(BufferedImage image) throws ReaderException {
        return new QRCodeReader().decode(bitmap(image));
    }

    private static BinaryBitmap bitmap(BufferedImage image) {
        var width = image.getWidth();
        var height = image.getHeight();
        var points = image.getRGB(0, 0, width, height, null, 0, width);
        return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, points)));
    }

    /** Rows of pixels above the first that has a dark one. */
    private static int whiteBorder(BufferedImage image) {
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFF) < 128) {
                    return y;
                }
            }
        }
        throw new AssertionError("nothing but white");
    }

    /** The finder pattern at the top left is seven modules wide. */
    private static int moduleWidth(BufferedImage image) throws NotFoundException {
        var row = bitmap(image).getBlackMatrix().getTopLeftOnBit();
        var x = row[0];
        while ((image.getRGB(x, row[1]) & 0xFF) < 128) {
            x++;
        }
        return (x - row[0]) / 7;
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problemCode()).hasValue(code);
    }
}
