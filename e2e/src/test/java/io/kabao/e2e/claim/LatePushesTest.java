package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pushes that come a day late, a day later once more, and in no order. */
class LatePushesTest {

    private static final long SEED = 20_260_101;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final int TRIES = 4;
    /** A look at an offer counts for a day; one that had ended may be swept away at any time. */
    private static final Duration NEARLY_A_DAY = Duration.ofHours(23);

    private final House house = House.shared();
    /** Of apps that share no Open Platform account WeChat is asked nothing more about who follows. */
    private final Shop shop = Shop.openWithoutPlatform(house);

    private final Books books = new Books(shop);
    private final String scene = shop.code(
                    "STORE", shop.template(), Map.of("storeId", shop.store("人民广场店", shop.organization("华东"))))
            .text("/scene");

    @Test
    void a_push_that_gets_through_nearly_a_day_late_has_its_effect_and_a_day_later_no_second_one() throws IOException {
        try (var broken = new BrokenDoor()) {
            shop.pushTo(broken.port());
            var guest = Guest.stranger(shop);
            var push = scannedInVain(guest);
            var happened = house.clock().instant();
            shop.pass(NEARLY_A_DAY);
            isTaken(push);
            isWorkedOff(1);
            assertThat(books.value("following + 0", "identity", "1 = 1")).isEqualTo("1");
            assertThat(books.value("follow_at < '" + sql(happened) + "'", "identity", "1 = 1"))
                    .as("when it happened, not when it was told")
                    .isEqualTo("1");
            assertThat(books.count("claim_intent", "scene = '" + scene + "'")).isEqualTo(1);

            guest.unfollow();
            isWorkedOff(2);
            shop.pass(Duration.ofHours(24));
            isTaken(push);
            isWorkedOff(2);
            assertThat(books.value("following + 0", "identity", "1 = 1")).isEqualTo("0");

            // Counts are added together some seconds later: with this scan the ones before have been, too.
            Guest.stranger(shop).scan(Map.of("appId", shop.account(), "scene", scene));
            await().until(() -> books.count("claim_code", "scans >= 2") == 1);
            assertThat(books.value("scans", "claim_code", "scene = '" + scene + "'"))
                    .isEqualTo("2");
        }
    }

    @Test
    void a_first_push_more_than_a_day_late_still_says_who_follows() throws IOException {
        try (var broken = new BrokenDoor()) {
            shop.pushTo(broken.port());
            var push = scannedInVain(Guest.stranger(shop));
            var happened = house.clock().instant();
            shop.pass(Duration.ofHours(25));
            isTaken(push);
            isWorkedOff(1);
            assertThat(books.values("following + 0", "identity", "follow_at < '" + sql(happened) + "'"))
                    .containsExactly("1");
        }
    }

    /** WeChat gives up, and afterwards the door is well again; the id of the push. */
    private String scannedInVain(Guest guest) {
        var push = guest.scan(Map.of("appId", shop.account(), "scene", scene)).text("/push/id");
        for (var attempt = 1; attempt < TRIES; attempt++) {
            var sofar = attempt;
            // It may have been tried again by itself meanwhile.
            await().until(() -> outcomes(push).size() >= sofar);
            shop.pass(BETWEEN_TRIES);
        }
        await().until(() -> outcomes(push).size() == TRIES);
        assertThat(outcomes(push)).containsOnly("REFUSED");
        assertThat(books.count("inbox", "1 = 1")).isZero();
        assertThat(books.count("identity", "1 = 1")).isZero();
        shop.pushTo(house.wx().port());
        return push;
    }

    @Test
    void of_follows_and_unfollows_in_any_order_the_one_that_happened_last_is_the_last_word() {
        shop.outside().put("/sandbox/apps/" + shop.account() + "/delivery", Map.of("held", true));
        var chance = new Random(SEED);
        var people = Soak.count(20, 100);
        var followers = new ArrayList<String>();
        var pushes = new ArrayList<String>();
        for (var number = 0; number < people; number++) {
            var guest = Guest.stranger(shop);
            var begun = house.clock().instant().getEpochSecond() - 10_000;
            var happened = 2 + chance.nextInt(3);
            var openid = "";
            for (var i = 0; i < happened; i++) {
                begun += 1 + chance.nextInt(100);
                var push = told(guest, i % 2 == 0 ? "subscribe" : "unsubscribe", begun);
                pushes.add(push.text("/id"));
                openid = push.text("/openId");
            }
            if (happened % 2 == 1) {
                followers.add(openid);
            }
        }
        Collections.shuffle(pushes, chance);
        pushes.forEach(this::isTaken);
        isWorkedOff(pushes.size());
        assertThat(books.count("identity", "1 = 1")).isEqualTo(people);
        assertThat(books.values("openid", "identity", "following = 1")).containsExactlyInAnyOrderElementsOf(followers);
    }

    private Answer told(Guest guest, String event, long seconds) {
        var fields = Map.of("Event", event, "EventKey", "", "CreateTime", Long.toString(seconds));
        return shop.outside()
                .post("/sandbox/pushes", Map.of("appId", shop.account(), "personId", guest.person(), "fields", fields));
    }

    private void isTaken(String push) {
        var told = shop.outside().post("/sandbox/pushes/" + push + "/deliveries", Map.of());
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(outcomes(push).getLast()).as(told.body()).isIn("ACCEPTED", "REPLIED");
    }

    private void isWorkedOff(int pushes) {
        await().until(() -> books.count("inbox", "status = 'DONE'") == pushes);
        assertThat(books.count("inbox", "1 = 1")).isEqualTo(pushes);
    }

    private List<String> outcomes(String push) {
        return shop.outside()
                .get("/sandbox/pushes/" + push)
                .json()
                .get("attempts")
                .valueStream()
                .map(attempt -> attempt.get("outcome").asString())
                .toList();
    }

    private static String sql(java.time.Instant time) {
        return time.plusSeconds(1).toString().replace('T', ' ').replace("Z", "");
    }
}
