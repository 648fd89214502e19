package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.image.ImageSweep;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImagesTest {

    private static final House HOUSE = House.shared();
    private static final String BOUNDARY = "cut-here";
    private static final String NAME = "i-" + UUID.randomUUID();
    private static final long MERCHANT = HOUSE.openMerchant(NAME);
    private static final Api OWNER = HOUSE.admin().signedIn(NAME, Settings.OWNER_PASSWORD);

    private final Rows rows = Rows.of(HOUSE.sandbox());

    private static Answer upload(Api caller, byte[] file) {
        return caller.upload(
                "/admin/images", "multipart/form-data; boundary=" + BOUNDARY, PictureFiles.asPart(BOUNDARY, file));
    }

    private static Answer uploaded(byte[] file) {
        var answer = upload(OWNER, file);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static byte[] served(Answer image) {
        return HOUSE.wx().download(image.text("/url")).body();
    }

    private static void assertRefused(byte[] file, String code) {
        var answer = upload(OWNER, file);
        assertThat(answer.problemCode()).as(answer.body()).contains(code);
    }

    @Test
    void a_picture_is_served_by_what_it_holds_at_both_doors_to_everybody() {
        var image = uploaded(PictureFiles.png(40, 30));
        assertThat(image.number("/width")).isEqualTo(40);
        assertThat(image.number("/height")).isEqualTo(30);
        assertThat(image.text("/url")).matches("/images/[0-9a-f]{64}\\.png");
        for (var door : new Api[] {HOUSE.wx(), HOUSE.admin()}) {
            var answer = door.download(image.text("/url"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("max-age=31536000, public, immutable");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(PictureFiles.read(answer.body()).getRGB(1, 1)).isEqualTo(Color.RED.getRGB());
        }
        assertThat(HOUSE.wx().get(image.text("/url").replace(".png", ".jpg")).status())
                .isEqualTo(404);
    }

    @Test
    void the_same_picture_is_kept_once_and_each_upload_is_on_record() {
        var first = uploaded(PictureFiles.png(41, 30)).text("/id");
        assertThat(uploaded(PictureFiles.png(41, 30)).text("/id")).isEqualTo(first);
        assertThat(rows.column("SELECT action FROM audit WHERE thing_id = " + first + " ORDER BY id"))
                .containsExactly("IMAGE_CREATED", "IMAGE_UPLOADED_AGAIN");
    }

    @Test
    void what_is_no_part_of_the_picture_is_gone() {
        var script = "<script>alert(1)</script>";
        var text = ("Comment\0" + script).getBytes(StandardCharsets.ISO_8859_1);
        var file = PictureFiles.withBehind(PictureFiles.withChunk(PictureFiles.png(42, 30), "tEXt", text), script);
        var kept = served(uploaded(file));
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script", "Comment");
        assertThat(PictureFiles.read(kept).getRGB(41, 1)).isEqualTo(Color.BLUE.getRGB());
    }

    @Test
    void a_text_that_unpacks_to_gigabytes_is_never_unpacked() {
        var bomb = new byte[1_000_000];
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        var zeros = new byte[400_000_000 / 100];
        var length = 0;
        for (var piece = 0; piece < 100; piece++) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                length += deflater.deflate(bomb, length, bomb.length - length);
            }
        }
        deflater.end();
        var text = new byte[length + 3];
        text[0] = 'a';
        System.arraycopy(bomb, 0, text, 3, length);
        uploaded(PictureFiles.withChunk(PictureFiles.png(43, 30), "zTXt", text));
    }

    @Test
    void a_picture_taken_on_its_side_is_kept_upright() {
        var image = uploaded(PictureFiles.jpegTakenOnItsSide(64, 32));
        assertThat(image.text("/url")).endsWith(".jpg");
        assertThat(image.number("/width")).isEqualTo(32);
        var kept = PictureFiles.read(served(image));
        // Held so, what was left is up.
        assertThat(isRed(kept, 16, 4)).isTrue();
        assertThat(isRed(kept, 16, 60)).isFalse();
    }

    private static boolean isRed(BufferedImage picture, int x, int y) {
        var colour = new Color(picture.getRGB(x, y));
        return colour.getRed() > colour.getBlue();
    }

    @Test
    void a_picture_of_900_million_pixels_is_refused_by_its_head_alone() {
        var file = PictureFiles.plainPng(30_000, 30_000);
        assertThat(file.length).isLessThan(2_000_000);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertRefused(PictureFiles.plainPng(4_001, 8), "IMAGE_TOO_LARGE");
        try (var _ = JobsAtRest.in(HOUSE)) {
            var before = threads.getTotalThreadAllocatedBytes();
            var began = System.nanoTime();
            assertRefused(file, "IMAGE_TOO_LARGE");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            // Its pixels, of one bit each, would take 112 million bytes.
            assertThat(threads.getTotalThreadAllocatedBytes() - before).isLessThan(100_000_000);
        }
    }

    @Test
    void the_largest_picture_there_may_be_is_taken() {
        assertThat(uploaded(PictureFiles.plainPng(4_000, 4_000)).number("/width"))
                .isEqualTo(4_000);
    }

    @Test
    void what_is_no_picture_or_no_still_and_whole_one_is_refused_by_name() {
        assertRefused(
                "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".getBytes(StandardCharsets.UTF_8),
                "IMAGE_KIND_UNKNOWN");
        assertRefused("GIF89a/*".getBytes(StandardCharsets.US_ASCII), "IMAGE_KIND_UNKNOWN");
        assertRefused(new byte[0], "IMAGE_KIND_UNKNOWN");
        assertRefused(PictureFiles.half(PictureFiles.png(400, 300)), "IMAGE_TRUNCATED");
        assertRefused(PictureFiles.half(PictureFiles.jpeg(400, 300)), "IMAGE_TRUNCATED");
        assertRefused(PictureFiles.withChunk(PictureFiles.png(9, 9), "acTL", new byte[8]), "IMAGE_ANIMATED");
        assertRefused(PictureFiles.withChunk(PictureFiles.png(9, 9), "ABCD", new byte[8]), "IMAGE_UNREADABLE");
        assertRefused(new byte[2 * 1024 * 1024 + 1], "IMAGE_TOO_HEAVY");
        var tooMuch = upload(OWNER, new byte[3 * 1024 * 1024]);
        assertThat(tooMuch.problemCode()).as(tooMuch.body()).contains("BODY_TOO_LARGE");
        assertThat(tooMuch.text("/detail")).contains("2560");
    }

    @Test
    void other_addresses_take_no_file_and_no_larger_body() {
        var form = "multipart/form-data; boundary=" + BOUNDARY;
        var file = PictureFiles.asPart(BOUNDARY, PictureFiles.png(9, 9));
        assertThat(OWNER.upload("/admin/stores", form, file).status()).isEqualTo(415);
        assertThat(OWNER.upload("/admin/images", "multipart/form-data", file).status())
                .isEqualTo(415);
        assertThat(OWNER.with("Content-Type", "multipart/form-data")
                        .call("GET", "/admin/txns", "[]")
                        .status())
                .isEqualTo(415);
        var large = PictureFiles.asPart(BOUNDARY, new byte[300_000]);
        assertThat(OWNER.upload("/admin/stores", form, large).status()).isEqualTo(413);
        assertThat(HOUSE.wx().upload("/wx/sessions", form, file).status()).isEqualTo(415);
    }

    @Test
    void a_merchant_that_has_all_the_room_it_gets_is_told_so() {
        var name = "i-" + UUID.randomUUID();
        var merchant = HOUSE.openMerchant(name);
        var owner = HOUSE.admin().signedIn(name, Settings.OWNER_PASSWORD);
        var id = upload(owner, PictureFiles.png(44, 30)).text("/id");
        rows.change("UPDATE image SET size = 1999999999 WHERE merchant_id = " + merchant + " AND id = " + id);
        assertThat(upload(owner, PictureFiles.png(45, 30)).problemCode()).contains("IMAGES_FULL");
    }

    @Test
    void a_photo_is_one_of_the_merchants_own_pictures() {
        var photo = uploaded(PictureFiles.png(46, 30)).text("/id");
        var person = OWNER.post("/admin/staff", person(photo));
        assertThat(person.text("/photoId")).isEqualTo(photo);
        var path = "/admin/staff/" + person.text("/id");
        var without = new HashMap<String, @Nullable Object>(Map.of("version", 1));
        without.put("photoId", null);
        assertThat(OWNER.patch(path, without).json().get("photoId").isNull()).isTrue();

        var name = "i-" + UUID.randomUUID();
        HOUSE.openMerchant(name);
        var other = HOUSE.admin().signedIn(name, Settings.OWNER_PASSWORD);
        assertThat(other.post("/admin/staff", person(photo)).problemCode()).contains("IMAGE_NOT_FOUND");
    }

    private static Map<String, Object> person(String photoId) {
        return Map.of("name", "小张", "photoId", photoId);
    }

    @Test
    void what_is_used_nowhere_is_gone_after_a_day_and_what_is_used_stays() {
        var sweep = HOUSE.adminBean(ImageSweep.class);
        var unused = uploaded(PictureFiles.png(47, 30));
        var photo = uploaded(PictureFiles.png(48, 30));
        var person = OWNER.post("/admin/staff", person(photo.text("/id"))).text("/id");
        sweep.run();
        assertThat(HOUSE.wx().get(unused.text("/url")).status()).isEqualTo(200);
        aDayPasses();
        sweep.run();
        assertThat(HOUSE.wx().get(unused.text("/url")).status()).isEqualTo(404);
        assertThat(HOUSE.wx().get(photo.text("/url")).status()).isEqualTo(200);

        assertThat(OWNER.delete("/admin/staff/" + person).status()).isEqualTo(204);
        sweep.run();
        assertThat(HOUSE.wx().get(photo.text("/url")).status()).isEqualTo(200);
        aDayPasses();
        sweep.run();
        assertThat(HOUSE.wx().get(photo.text("/url")).status()).isEqualTo(404);
    }

    private void aDayPasses() {
        rows.change("UPDATE image SET unused_since = unused_since - INTERVAL 1 DAY WHERE merchant_id = " + MERCHANT
                + " AND unused_since IS NOT NULL");
    }
}
