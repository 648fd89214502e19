package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How often WeChat is asked who somebody who follows is in the merchant's other apps. */
class AskedUnionidsTest {

    private static final int PUSHES = 20;

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);

    @Test
    void of_somebody_without_a_unionid_it_is_asked_once_a_day_however_many_pushes_come() {
        shop.tellNoUnionids();
        var guest = Guest.stranger(shop);
        guest.follow();
        writeMany(guest);
        isWorkedOff(1 + PUSHES);
        assertThat(asked()).isOne();
        shop.pass(Duration.ofHours(23));
        writeMany(guest);
        isWorkedOff(1 + 2 * PUSHES);
        assertThat(asked()).isOne();
        shop.pass(Duration.ofHours(1));
        writeMany(guest);
        isWorkedOff(1 + 3 * PUSHES);
        assertThat(asked()).isEqualTo(2);
        assertThat(books.count("identity", "unionid IS NULL")).isOne();
    }

    @Test
    void of_somebody_with_a_unionid_it_is_never_asked() {
        var guest = Guest.stranger(shop);
        guest.inAccount();
        books.change("identity", "unionid = 'told-at-sign-in'", "1 = 1");
        guest.follow();
        writeMany(guest);
        isWorkedOff(1 + PUSHES);
        assertThat(asked()).isZero();
    }

    @Test
    void whoever_did_not_follow_when_it_was_asked_is_asked_about_once_they_do() {
        var scene = shop.scene(shop.template());
        var guest = Guest.stranger(shop);
        pushed(guest, Map.of("Event", "user_get_card", "EventKey", ""));
        isWorkedOff(1);
        assertThat(asked()).as("who need not follow").isZero();
        // A push of a follower that comes after the person has left.
        pushed(guest, Map.of("Event", "CLICK", "EventKey", "key"));
        isWorkedOff(2);
        assertThat(asked()).isOne();
        assertThat(books.count("identity", "unionid IS NULL")).isOne();
        guest.scan(Map.of("appId", shop.account(), "scene", scene));
        isWorkedOff(3);
        assertThat(asked()).isEqualTo(2);
        assertThat(books.count("identity", "unionid IS NOT NULL")).isOne();
    }

    private static void writeMany(Guest guest) {
        IntStream.range(0, PUSHES).parallel().forEach(_ -> guest.write("你好"));
    }

    private void pushed(Guest guest, Map<String, String> fields) {
        var wanted = Map.of("appId", shop.account(), "personId", guest.person(), "fields", fields);
        assertThat(shop.outside().post("/sandbox/pushes", wanted).status()).isEqualTo(201);
    }

    private void isWorkedOff(int pushes) {
        Awaitility.await("all pushes are done")
                .atMost(Duration.ofSeconds(20))
                .until(() -> books.count("inbox", "status = 'DONE'") == pushes);
        Awaitility.await("all questions are asked")
                .atMost(Duration.ofSeconds(20))
                .until(() -> books.count("outbox", "status = 'WAITING'") == 0);
    }

    private long asked() {
        return books.count("outbox", "topic = 'wechat.follower'");
    }
}
