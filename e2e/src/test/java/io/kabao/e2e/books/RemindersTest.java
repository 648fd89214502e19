package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.level.GrowthBook;
import io.kabao.level.LevelTerms;
import io.kabao.points.ExpiringPoints;
import io.kabao.reminder.Reminders;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What members are told by SMS before it happens. The jobs rest, so that only the test looks for whom to tell. */
class RemindersTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String POINTS = "SMS_POINTS_ENDING";
    private static final String LEVEL = "SMS_LEVEL_ENDING";

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Guest guest = Guest.stranger(shop);
    private final String card = active(guest);

    private String active(Guest whose) {
        var session = whose.inMiniProgram();
        var claimed = whose.claim(session, shop.scene(shop.template(Map.of())));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        var id = claimed.text("/id");
        assertThat(session.post("/wx/cards/" + id + "/activation", Map.of("profile", Map.of()))
                        .text("/status"))
                .isEqualTo("ACTIVE");
        return id;
    }

    private Api keyed() {
        return shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    /** Points last two months, and who has them is told so many days before they end. */
    private void remind(@Nullable Object days) {
        var body = new HashMap<String, Object>();
        body.put("version", shop.owner().get("/admin/points-settings").number("/version"));
        body.put("expiry", Map.of("kind", "MONTHS", "count", 2));
        body.put("reminderDays", days);
        var answer = shop.owner().put("/admin/points-settings", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void give(String to, long points) {
        var answer = keyed().post(
                        "/admin/points-adjustments",
                        Map.of("card", Map.of("cardId", to), "points", points, "reason", "客诉补偿"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private void send() {
        house.adminBean(Reminders.class).send();
    }

    /** So many days go by, and the time until ten in the morning. */
    private void pass(int days) {
        var now = house.clock().instant().atZone(SHANGHAI);
        var ten = now.with(LocalTime.of(10, 0)).plusDays(days);
        house.pass(Duration.between(now, now.isAfter(ten) ? ten.plusDays(1) : ten));
    }

    private List<String> told(Guest whom, String template) {
        return whom.textMessages().stream().filter(template::equals).toList();
    }

    private void awaitTold(Guest whom, String template, int times) {
        await("told").until(() -> told(whom, template).size() == times);
    }

    private void assertNobodyWaits() {
        await("sent")
                .until(() -> Rows.of(house.sandbox())
                                .number(
                                        "SELECT COUNT(*) FROM outbox WHERE status = 'WAITING' AND topic = 'message.reminder'")
                        == 0);
    }

    @Test
    void whose_points_end_is_told_once_and_again_for_those_that_end_later() {
        remind(20);
        try (var _ = JobsAtRest.in(house)) {
            give(card, 100);
            pass(0);
            send();
            assertNobodyWaits();
            assertThat(told(guest, POINTS)).as("there is time yet").isEmpty();
            pass(45);
            give(card, 5);
            send();
            awaitTold(guest, POINTS, 1);
            send();
            pass(5);
            send();
            assertNobodyWaits();
            assertThat(told(guest, POINTS)).hasSize(1);
            pass(15);
            house.adminBean(ExpiringPoints.class).end();
            send();
            assertNobodyWaits();
            assertThat(told(guest, POINTS)).as("those left have time").hasSize(1);
            pass(25);
            send();
            awaitTold(guest, POINTS, 2);
        }
    }

    @Test
    void nobody_is_told_where_the_merchant_does_not_say_so_or_nothing_is_left() {
        var other = Guest.stranger(shop);
        var others = active(other);
        remind(null);
        try (var _ = JobsAtRest.in(house)) {
            give(card, 100);
            give(others, 100);
            pass(55);
            send();
            assertNobodyWaits();
            assertThat(told(guest, POINTS)).isEmpty();
            remind(30);
            give(others, -100);
            send();
            awaitTold(guest, POINTS, 1);
            assertNobodyWaits();
            assertThat(told(other, POINTS)).isEmpty();
        }
    }

    @Test
    void who_has_points_on_two_cards_is_told_once_and_nobody_at_night() {
        var second = active(guest);
        remind(30);
        try (var _ = JobsAtRest.in(house)) {
            give(card, 100);
            give(second, 100);
            pass(50);
            house.pass(Duration.ofHours(12));
            send();
            assertNobodyWaits();
            assertThat(told(guest, POINTS)).isEmpty();
            house.pass(Duration.ofHours(12));
            send();
            assertNobodyWaits();
            assertThat(told(guest, POINTS)).hasSize(1);
        }
    }

    @Test
    void days_that_make_no_sense_are_refused() {
        for (var days : List.of(0, -1)) {
            var body = Map.of("version", 0, "reminderDays", days);
            assertThat(shop.owner().put("/admin/points-settings", body).status())
                    .isEqualTo(400);
        }
        var tooEarly = Map.of("version", 0, "reminderDays", 91);
        assertThat(shop.owner().put("/admin/points-settings", tooEarly).problemCode())
                .hasValue("POINTS_SETTING_WRONG");
        assertThat(shop.owner().get("/admin/points-settings").number("/version"))
                .isZero();
    }

    @Test
    void who_is_about_to_lose_a_level_is_told_and_who_has_earned_it_anew_is_not() {
        var other = Guest.stranger(shop);
        var others = active(other);
        var levels = List.of(Map.of("name", "普通"), Map.of("name", "银卡", "growth", 100));
        var growth = Map.of("months", 2, "perTopUpYuan", 1);
        var keep = Map.of("months", 3, "warningDays", 20, "graceDays", 30, "fall", "ONE_DOWN");
        var preview = shop.owner()
                .post("/admin/levels/preview", Map.of("version", 0, "levels", levels, "growth", growth, "keep", keep));
        assertThat(preview.status()).as(preview.body()).isEqualTo(201);
        var applied = shop.proved(
                () -> shop.owner().post("/admin/levels/application", Map.of("previewId", preview.text("/id"))));
        assertThat(applied.status()).as(applied.body()).isEqualTo(201);
        payIn(card);
        payIn(others);
        count();
        try (var _ = JobsAtRest.in(house)) {
            pass(0);
            send();
            assertNobodyWaits();
            assertThat(told(guest, LEVEL)).isEmpty();
            pass(79);
            payIn(others);
            count();
            send();
            awaitTold(guest, LEVEL, 1);
            send();
            assertNobodyWaits();
            pass(25);
            house.adminBean(LevelTerms.class).end();
            send();
            assertNobodyWaits();
            assertThat(told(guest, LEVEL)).as("not again in the days of grace").hasSize(1);
            assertThat(told(other, LEVEL)).isEmpty();
        }
    }

    private void payIn(String to) {
        var answer = keyed().post(
                        "/admin/topups", Map.of("card", Map.of("cardId", to), "amountFen", 20_000, "means", "CASH"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private void count() {
        house.pass(Duration.ofMinutes(3));
        house.adminBean(GrowthBook.class).bringUp();
    }
}
