package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Many at once want what takes much memory or time of a door with as much memory as the shipped one has. */
class CrowdedDoorTest {

    private static final House HOUSE = House.shared();
    private static final AppProcess DOOR =
            AppProcess.ofJar("admin-api", Settings.of(HOUSE.sandbox())).waitUntilReady();
    private static final int CROWD = 40;
    private static final int AGAIN_MOST = 5;
    private static final String BOUNDARY = "cut-here";

    @AfterAll
    static void close() {
        DOOR.close();
    }

    private static List<Answer> atOnce(Supplier<Answer> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = IntStream.range(0, CROWD)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(call, threads))
                    .toList();
            return begun.stream().map(CompletableFuture::join).toList();
        }
    }

    /** Some got what they wanted; all others were told to come again. */
    private static void assertSomeServed(List<Answer> answers, int status) {
        assertThat(answers).extracting(Answer::status).contains(status);
        assertThat(answers).filteredOn(answer -> answer.status() != status).allSatisfy(answer -> {
            assertThat(answer.problemCode()).as(answer.body()).contains("BUSY");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        });
    }

    @Test
    void of_many_heavy_uploads_as_many_are_taken_as_there_is_room_for() {
        var name = "u-" + UUID.randomUUID();
        HOUSE.openMerchant(name);
        var owner = DOOR.api().signedIn(name, Settings.OWNER_PASSWORD);
        var body = PictureFiles.asPart(BOUNDARY, heavyPicture());
        Supplier<Answer> upload =
                () -> owner.upload("/admin/images", "multipart/form-data; boundary=" + BOUNDARY, body);
        assertSomeServed(atOnce(upload), 201);
        var afterwards = upload.get();
        assertThat(afterwards.status()).as(afterwards.body()).isEqualTo(201);
        assertThat(DOOR.output()).doesNotContain("OutOfMemoryError");
    }

    /** Nearly two megabytes and sixteen million pixels. */
    private static byte[] heavyPicture() {
        var picture = new BufferedImage(4_000, 4_000, BufferedImage.TYPE_INT_RGB);
        var random = RandomGenerator.getDefault();
        for (var y = 0; y < 800; y++) {
            for (var x = 0; x < 800; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        var file = PictureFiles.written(picture, "png");
        assertThat(file.length).isBetween(1_900_000, 2 * 1024 * 1024);
        return file;
    }

    @Test
    void of_many_posters_as_many_are_drawn_as_leaves_the_door_open_to_others() {
        var shop = Shop.open(HOUSE);
        var logo = PictureFiles.asPart(BOUNDARY, PictureFiles.jpeg(3_000, 3_000));
        var uploaded = shop.owner().upload("/admin/images", "multipart/form-data; boundary=" + BOUNDARY, logo);
        var template = shop.template(Map.of("logoId", uploaded.text("/id")));
        var code = shop.code("STORE", template, Map.of("storeId", shop.store("人民路店", shop.organization("华东"))));
        var path = "/admin/claim-codes/" + code.text("/id") + "/image?carrier=H5&style=POSTER&format=png";
        var owner = shop.owner().movedTo(DOOR.api().port());
        assertSomeServed(atOnce(() -> seen(owner, path)), 200);
        assertThat(DOOR.output()).doesNotContain("OutOfMemoryError");
    }

    /** What a path answers, while the door also answers to somebody else, who may have to come again. */
    private static Answer seen(Api owner, String path) {
        var answer = owner.begin("GET", path, null);
        var other = owner.get("/admin/me");
        for (var again = 0; again < AGAIN_MOST && other.status() == 503; again++) {
            other = owner.get("/admin/me");
        }
        assertThat(other.status()).as(other.body()).isEqualTo(200);
        return answer.join();
    }
}
